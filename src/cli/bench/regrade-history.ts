// A class's history for the bench: designs for a real exercise, each model written down in two ways, each text handed in by several learners.
import { hashOf } from '../../server/identity/secrets.ts';
import type { Connection, Database } from '../../server/store/database.ts';

/** How much history. Submissions are spread evenly over texts, two for each model. */
export interface HistorySize { submissions: number; models: number }

/** The exercise that was worked on: one HAProxy before two unequal servers. */
export const WORKED_ON = 'weights';

const LEARNERS = 300;
/** Rows in one transaction. */
const BATCH = 2000;
const BALANCES = ["'roundrobin'", "'leastconn'", '{ random: 2 }'];

/** A design of its own for every number: balance, weights and a timeout differ. */
export function designText(model: number, variant: number): string {
  const weight = (step: number): number => 1 + (Math.floor(model / step) % 16);
  const [old, strong] = [weight(BALANCES.length), weight(BALANCES.length * 16)];
  const queueMs = 1000 + 250 * Math.floor(model / (BALANCES.length * 256));
  return `import { defineInfrastructure } from 'no-single-point';

// Try ${variant + 1}: ${old} to ${strong}.
export default defineInfrastructure({
  hosts: { lb1: {}, old: { size: 'small' }, new: { size: 'medium' } },
  apps: { oldApp: { host: 'old' }, newApp: { host: 'new' } },
  haproxy: {
    on: 'lb1',
    timeouts: { queue: '${queueMs}ms' },
    backends: {
      shop: {
        balance: ${BALANCES[model % BALANCES.length]!},
        servers: { old: { to: 'oldApp', weight: ${old} }, new: { to: 'newApp', weight: ${strong} } },
      },
    },
  },
});
`;
}

/** Fills an empty database: one class, its learners, and all their submissions with the grades of an earlier version of the exercise. */
export async function addHistory(database: Database, { submissions, models }: HistorySize, module: string, earlierVersion: number): Promise<void> {
  await database.run("INSERT INTO instructor (id, login, password_hash, created_ms) VALUES ('teacher', 'teacher', 'none', 1)");
  await database.run("INSERT INTO cohort (id, name, created_ms) VALUES ('class', 'Class', 1)");
  await database.run("INSERT INTO assignment (cohort_id, module) VALUES ('class', ?)", module);
  for (let i = 0; i < LEARNERS; i++) await database.run("INSERT INTO learner (id, cohort_id, pseudonym, pseudonym_key, recovery_hash, created_ms) VALUES (?, 'class', ?, ?, ?, 1)", `l${i}`, `Learner ${i}`, `learner${i}`, `l${i}`);
  const texts = Array.from({ length: 2 * models }, (_, i) => {
    const source = designText(Math.floor(i / 2), i % 2);
    return { source, hash: hashOf(source) };
  });
  for (let from = 0; from < submissions; from += BATCH) {
    await database.transaction(async (connection) => {
      for (let i = from; i < Math.min(submissions, from + BATCH); i++) await addSubmission(connection, i, texts[i % texts.length]!, earlierVersion);
    });
  }
}

async function addSubmission(connection: Connection, at: number, { source, hash }: { source: string; hash: string }, version: number): Promise<void> {
  const [id, receivedMs] = [`s${at}`, 1000 + at];
  await connection.run("INSERT INTO submission (id, learner_id, exercise, source, source_hash, received_ms, state, ended_ms) VALUES (?, ?, ?, ?, ?, ?, 'graded', ?)", id, `l${at % LEARNERS}`, WORKED_ON, source, hash, receivedMs, receivedMs);
  await connection.run("INSERT INTO grade (submission_id, exercise_version, grader_version, model_hash, status, points, checks, graded_ms, counts) VALUES (?, ?, 1, '', 'fail', 50, '[]', ?, 1)", id, version, receivedMs);
}

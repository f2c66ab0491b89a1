// A class in a database, row by row, for tests that are about rows and not about how they came to be.
import { hashOf } from '../../../src/server/identity/secrets.ts';
import type { Connection, Database } from '../../../src/server/store/database.ts';
import { migrate } from '../../../src/server/store/migrate.ts';

/** Texts that a careless copy changes. */
export const TEXTS = ['', ' ', 'null', '0x1F', '\u{1f600} 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 é é', "it's \"quoted\" \\ \\n $1 ? :a %s", '\ttabs\r\nand lines\n', '\u2028\ufeff\u202e', 'ß'.repeat(32_000), '1e3', '9007199254740993'];

/** Learners with a session each: `learner 0` has the cookie token `token 0`. */
export async function addLearners(connection: Connection, count: number, nowMs: number): Promise<void> {
  await connection.run('INSERT INTO cohort (id, name, created_ms) VALUES (?, ?, ?)', 'cohort', 'Evening class', nowMs);
  for (let at = 0; at < count; at++) {
    await connection.run('INSERT INTO learner (id, cohort_id, pseudonym, pseudonym_key, recovery_hash, created_ms) VALUES (?, ?, ?, ?, ?, ?)', `learner ${at}`, 'cohort', `Otter ${at}`, `otter ${at}`, hashOf(`recovery ${at}`), nowMs);
    await connection.run('INSERT INTO session (token_hash, learner_id, created_ms, seen_ms, expires_ms) VALUES (?, ?, ?, ?, ?)', hashOf(`token ${at}`), `learner ${at}`, nowMs, nowMs, nowMs + 86_400_000);
  }
}

/** Brings a database to the newest schema and puts rows into every kind of column: texts of all kinds, whole numbers up to 2⁵³ - 1, nothing. */
export async function fill(database: Database, submissions = 450): Promise<void> {
  await migrate(database, () => 1);
  await database.transaction(async (connection) => {
    await connection.run('INSERT INTO instructor (id, login, password_hash, created_ms) VALUES (?, ?, ?, ?)', 'i', 'zoë', 'hash', Number.MAX_SAFE_INTEGER);
    await addLearners(connection, 3, 1_795_000_000_000);
    await connection.run("INSERT INTO staff (cohort_id, instructor_id, role) VALUES ('cohort', 'i', 'owner')");
    await connection.run("INSERT INTO assignment (cohort_id, module, opens_ms, due_ms) VALUES ('cohort', 'one', NULL, ?), ('cohort', 'two', 0, NULL)", Number.MAX_SAFE_INTEGER);
    for (let at = 0; at < submissions; at++) {
      const text = TEXTS[at % TEXTS.length]!;
      await connection.run("INSERT INTO submission (id, learner_id, exercise, source, source_hash, received_ms, state) VALUES (?, ?, 'weights', ?, ?, ?, ?)", `${at}`, `learner ${at % 3}`, text, hashOf(text), at, at % 2 === 0 ? 'graded' : 'queued');
      if (at % 2 === 0) await connection.run("INSERT INTO grade (submission_id, exercise_version, grader_version, model_hash, status, points, checks, graded_ms, counts) VALUES (?, 1, 1, 'm', 'fail', ?, ?, ?, 1)", `${at}`, at % 100, text, -at);
    }
  });
}

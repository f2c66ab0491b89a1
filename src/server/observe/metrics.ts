// Numbers for Prometheus.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Grading, GradingStats } from '../grading/index.ts';
import type { Database } from '../store/database.ts';
import { oldestWaitMs, waiting } from '../submissions/queue.ts';

/** What the parts of the server count. */
export interface Metrics {
  /** One answer: the route as it stands in the table, never an address with ids. */
  answered(route: string, method: string, status: number, seconds: number): void;
  /** Everything as text in Prometheus's format. */
  text(): Promise<string>;
}

/** What is counted of the graders: a counter or gauge for each. */
const OF_GRADING: { [field in keyof GradingStats]: [name: string, help: string] } = {
  graded: ['nsp_grades_total', 'Submissions that were graded.'],
  recalled: ['nsp_grades_recalled_total', 'Of them, those whose model had been simulated before.'],
  errors: ['nsp_grades_failed_total', 'Of them, those that could not be graded.'],
  started: ['nsp_graders_started_total', 'Grader processes that were started.'],
  killed: ['nsp_graders_killed_total', 'Of them, ended from outside.'],
  died: ['nsp_graders_died_total', 'Of them, ended by themselves in the middle of work.'],
  running: ['nsp_grades_running', 'Submissions that are being graded.'],
  waiting: ['nsp_grades_waiting', 'Submissions of this instance that wait for a grader.'],
};

/** Counts for one server. */
export function createMetrics(database: Database, grading: Grading, nowMs: () => number): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const collects: (() => void)[] = [];
  const answers = new Counter({ name: 'nsp_http_answers_total', help: 'Answers by route, method and status.', labelNames: ['route', 'method', 'status'], registers });
  const seconds = new Histogram({ name: 'nsp_http_answer_seconds', help: 'Time from the headers of a request to the end of its answer.', labelNames: ['route'], buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5], registers });
  for (const [field, [name, help]] of Object.entries(OF_GRADING) as [keyof GradingStats, [string, string]][]) {
    const metric = name.endsWith('_total') ? new Counter({ name, help, registers }) : new Gauge({ name, help, registers });
    // The graders count by themselves; what they say is taken over when somebody asks.
    collects.push(() => {
      metric.reset();
      metric.inc(grading.stats()[field]);
    });
  }
  const up = new Gauge({ name: 'nsp_database_up', help: '1: the database answers.', registers });
  const queue = new Gauge({ name: 'nsp_queue_waiting', help: 'Submissions that wait to be graded, in all instances.', registers });
  const oldest = new Gauge({ name: 'nsp_queue_oldest_seconds', help: 'How long the first of them has waited; 0: none waits.', registers });
  return {
    answered(route, method, status, took) {
      answers.inc({ route, method, status: String(status) });
      seconds.observe({ route }, took);
    },
    async text() {
      // Without a database the other numbers are still worth having.
      const [count, wait] = await Promise.all([waiting(database), oldestWaitMs(database, nowMs())]).catch(() => [null, null]);
      up.set(count === null ? 0 : 1);
      if (count !== null) queue.set(count);
      if (wait !== null) oldest.set(wait / 1000);
      for (const collect of collects) collect();
      return registry.metrics();
    },
  };
}

// The built site on a real class server of this process, and learners who work through the API.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Course } from '../../../src/course/index.ts';
import { createLog } from '../../../src/server/observe/log.ts';
import { startServer, type RunningServer } from '../../../src/server/serve/server.ts';
import { theCourse } from '../../server/harness/class-server.ts';
import { DIST } from './site.ts';

/** A learner with a session of their own. */
export interface SiteLearner {
  recoveryCode: string;
  /** Hands a design in and waits until it is graded; the points. */
  hand(exercise: string, source: string, hints?: number): Promise<number>;
}

/** A class server that can be stopped and started again at the same address. */
export class ClassSite {
  /** Of the link that was printed at the first start. */
  setup = '';
  readonly #folder = mkdtempSync(join(tmpdir(), 'nsp-class-site-'));
  readonly #isInsecureLan: boolean;
  #server: RunningServer | null = null;
  #port = 0;
  #aheadMs = 0;

  constructor({ isInsecureLan = false }: { isInsecureLan?: boolean } = {}) {
    this.#isInsecureLan = isInsecureLan;
  }

  /** `course` may be a later edition of ours. */
  async start(course: Course = theCourse()): Promise<void> {
    this.#server = await startServer({
      site: DIST, course, databaseUrl: null, data: join(this.#folder, 'data'), port: this.#port, isBehindProxy: false, isInsecureLan: this.#isInsecureLan, graders: 1, drainMs: 0, nowMs: () => Date.now() + this.#aheadMs,
      log: createLog(() => undefined, () => Date.now()), onSetup: (token) => { this.setup = token; },
    });
    await this.#server.up;
    this.#port = this.#server.port;
  }

  async stop(): Promise<void> {
    await this.#server?.close();
    this.#server = null;
  }

  /** Stops, and forgets everything. */
  async end(): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Lets the server's clock run ahead, so that what is limited by time is not. */
  later(ms: number): void {
    this.#aheadMs += ms;
  }

  url(path: string): string {
    return `http://127.0.0.1:${this.#port}/${path}`;
  }

  /** Joins with the code of a class. */
  async learner(code: string, pseudonym: string): Promise<SiteLearner> {
    const joined = await this.#ask('POST', '/join', { code, pseudonym }, '');
    const cookie = joined.headers.get('set-cookie')!.split(';')[0]!;
    const { recoveryCode } = (await joined.json()) as { recoveryCode: string };
    return { recoveryCode, hand: (exercise, source, hints = 0) => this.#hand(cookie, { exercise, source, hints }) };
  }

  async #hand(cookie: string, sent: { exercise: string; source: string; hints: number }): Promise<number> {
    const id = randomUUID();
    await this.#ask('PUT', `/submissions/${id}`, sent, cookie);
    for (;;) {
      const { state, grade } = (await (await this.#ask('GET', `/submissions/${id}`, undefined, cookie)).json()) as { state: string; grade: { points: number } | null };
      if (state !== 'queued') return grade?.points ?? -1;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async #ask(method: string, path: string, body: unknown, cookie: string): Promise<Response> {
    const response = await fetch(this.url(`api/v1${path}`), { method, headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  }
}

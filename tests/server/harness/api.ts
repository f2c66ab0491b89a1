// A class over the API in a few lines: instructors, cohorts, learners, what they hand in and how it is graded. No grader runs: a test says how each design comes out.
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Exercise } from '../../../src/course/index.ts';
import { join, turnJoinCode, type Joined } from '../../../src/server/cohorts/join.ts';
import { createApi } from '../../../src/server/http/app.ts';
import { cookieName } from '../../../src/server/http/cookie.ts';
import type { Route } from '../../../src/server/http/route.ts';
import type { ServedCourse } from '../../../src/server/http/services.ts';
import { beginSession } from '../../../src/server/identity/sessions.ts';
import { ROUTES } from '../../../src/server/routes/index.ts';
import type { Database, Row } from '../../../src/server/store/database.ts';
import { migrate } from '../../../src/server/store/migrate.ts';
import { TABLES } from '../../../src/server/store/schema.ts';
import type { Lab } from './databases.ts';

/** What came back. `json` is null where the answer is none. */
export interface Reply { status: number; json: Record<string, unknown>; text: string; headers: Headers }

/** A browser with its cookie. */
export interface Client {
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
  get(path: string): Promise<Reply>;
}

/** Somebody who is signed in. */
export interface Person extends Client { id: string }

/** An instructor. */
export interface Instructor extends Person { login: string }

/** A learner, with what they were given once. */
export interface Learner extends Person { pseudonym: string; cohort: string; recoveryCode: string }

/** Dates of a module, those that matter. */
export interface Dates { module: string; opensMs?: number | null; dueMs?: number | null; lateMs?: number; latePct?: number }

/** A hash that no password has. */
const NO_PASSWORD = `scrypt$1024$8$1$${'A'.repeat(22)}==$${'A'.repeat(43)}=`;

/** The exercises of the test's course, by module: two modules with two and one with one. */
export const TEST_MODULES: { readonly [module: string]: readonly string[] } = { balancing: ['weights', 'spof-hunt'], redundancy: ['n-plus-one', 'headroom'], replication: ['reads-to-replicas'] };

/** A course of names, for what needs no more of it. */
export function testCourse(): ServedCourse {
  const exercise = (id: string, module: string): Exercise => ({ id, module, title: `Exercise ${id}`, lesson: `${module}-lesson`, version: 2, checks: [{ id: 'available' }, { id: 'cheap' }] }) as unknown as Exercise;
  const modules = Object.entries(TEST_MODULES).map(([id, exercises]) => ({ id, title: `Module ${id}`, exercises: exercises.map((one) => exercise(one, id)) }));
  return { modules, exercises: new Map(modules.flatMap(({ exercises }) => exercises.map((one) => [one.id, one]))), graderVersion: 4 };
}

/** A server without a network, and hands for whoever uses it. */
export class School {
  readonly database: Database;
  readonly course = testCourse();
  /** The time; tests move it. */
  nowMs = Date.UTC(2026, 10, 21, 12);
  /** Times that the graders were told that something waits. */
  wakes = 0;
  /** The address that requests come from. */
  from = 'here';
  readonly errors: unknown[] = [];
  readonly #api: ReturnType<typeof createApi>;
  #people = 0;

  constructor(database: Database, routes: readonly Route[] = ROUTES) {
    this.database = database;
    this.#api = createApi({
      database, routes, services: { course: this.course, wake: () => { this.wakes++; }, isSecure: true, isInsecureLan: false, oidc: null },
      nowMs: () => this.nowMs, newId: randomUUID, from: () => this.from, onError: (error) => this.errors.push(error),
    });
  }

  /** A browser; `token` of a session makes it somebody's. */
  client(token: string | null = null): Client {
    let cookie = token === null ? '' : `${cookieName(true)}=${token}`;
    const send: Client['send'] = async (method, path, body, headers = {}) => {
      const response = await this.#api.request(`https://course.example/api/v1${path}`, {
        method, headers: { ...(cookie === '' ? {} : { cookie }), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers }, ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
      const text = await response.text();
      const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
      return { status: response.status, text, json: isJson ? JSON.parse(text) as Record<string, unknown> : {}, headers: response.headers };
    };
    return { send, get: (path) => send('GET', path) };
  }

  /** An instructor with an account, signed in. */
  async instructor(login = `instructor-${++this.#people}`): Promise<Instructor> {
    const id = randomUUID();
    await this.database.run('INSERT INTO instructor (id, login, password_hash, created_ms) VALUES (?, ?, ?, ?)', id, login, NO_PASSWORD, this.nowMs);
    return { id, login, ...this.client(await beginSession(this.database, 'instructor', id, this.nowMs)) };
  }

  /** A cohort of this owner with these modules; without: all, without dates. */
  async cohort(owner: { id: string }, modules: readonly Dates[] = Object.keys(TEST_MODULES).map((module) => ({ module })), { exam = false, name = 'Evening class' } = {}): Promise<string> {
    const id = randomUUID();
    await this.database.transaction(async (connection) => {
      await connection.run('INSERT INTO cohort (id, name, exam, created_ms) VALUES (?, ?, ?, ?)', id, name, Number(exam), this.nowMs);
      await connection.run("INSERT INTO staff (cohort_id, instructor_id, role) VALUES (?, ?, 'owner')", id, owner.id);
      for (const { module, opensMs = null, dueMs = null, lateMs = 0, latePct = 0 } of modules) await connection.run('INSERT INTO assignment (cohort_id, module, opens_ms, due_ms, late_ms, late_pct) VALUES (?, ?, ?, ?, ?, ?)', id, module, opensMs, dueMs, lateMs, latePct);
    });
    return id;
  }

  /** Makes an instructor an assistant. */
  async assist(cohort: string, assistant: { id: string }): Promise<void> {
    await this.database.run("INSERT INTO staff (cohort_id, instructor_id, role) VALUES (?, ?, 'assistant')", cohort, assistant.id);
  }

  /** A learner who has joined, signed in. The code of the cohort is turned for each. */
  async learner(cohort: string, pseudonym = `Learner ${++this.#people}`): Promise<Learner> {
    const joined = await this.database.transaction(async (connection) => join(connection, { code: await turnJoinCode(connection, cohort, null), pseudonym }, this.nowMs, randomUUID));
    expect(joined).toBeTypeOf('object');
    const { learner, token, recoveryCode } = joined as Joined;
    return { id: learner, pseudonym, cohort, recoveryCode, ...this.client(token) };
  }

  /** Hands a design in over HTTP; its id. */
  async handIn(learner: Client, exercise: string, source = `// ${randomUUID()}`, hints = 0): Promise<string> {
    const id = randomUUID();
    expect(await learner.send('PUT', `/submissions/${id}`, { exercise, source, hints })).toMatchObject({ status: 201 });
    return id;
  }

  /** Says how a design comes out. With the id of a regrade: its grade, which counts when `counts` says so. */
  async grade(submission: string, status: 'pass' | 'fail' | 'error', points: number, { regrade = '', counts = true, graderVersion = 4 } = {}): Promise<void> {
    await this.database.run("UPDATE submission SET state = 'graded', ended_ms = ? WHERE id = ?", this.nowMs, submission);
    const checks = status === 'error' ? '[]' : JSON.stringify([{ id: 'available', status, measured: points }]);
    await this.database.run('INSERT INTO grade (submission_id, regrade_id, exercise_version, grader_version, model_hash, status, points, checks, graded_ms, counts) VALUES (?, ?, 2, ?, ?, ?, ?, ?, ?, ?)',
      submission, regrade, graderVersion, `model ${submission}`, status, points, checks, this.nowMs, Number(counts));
  }

  /** Hands in and grades, a minute later. */
  async work(learner: Client, exercise: string, status: 'pass' | 'fail' | 'error', points: number, hints = 0): Promise<string> {
    const id = await this.handIn(learner, exercise, undefined, hints);
    this.nowMs += 60_000;
    await this.grade(id, status, points);
    return id;
  }

  /** Everything that is kept, but for when sessions were used and what was counted for limits. */
  async dump(): Promise<{ [table: string]: Row[] }> {
    const tables = TABLES.filter((table) => table !== 'rate');
    const rows = await Promise.all(tables.map((table) => this.database.all(`SELECT * FROM ${table}`)));
    const sorted = (of: Row[]): Row[] => of.map((row) => ({ ...row, seen_ms: null })).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    return Object.fromEntries(tables.map((table, at) => [table, sorted(rows[at]!)]));
  }
}

/** A test on an empty school, which must not have met an error that nobody expected. */
export async function inSchool(lab: Lab, test: (school: School) => Promise<void>): Promise<void> {
  const database = lab.open(await lab.fresh());
  try {
    await migrate(database, () => 1);
    const school = new School(database);
    await test(school);
    expect(school.errors).toEqual([]);
  } finally {
    await database.close();
  }
}

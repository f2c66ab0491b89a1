import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { beginSession } from '../../../src/server/identity/sessions.ts';
import type { Log } from '../../../src/server/observe/log.ts';
import { startServer } from '../../../src/server/serve/server.ts';
import type { Database } from '../../../src/server/store/database.ts';
import { migrate } from '../../../src/server/store/migrate.ts';
import { databaseFile } from '../../../src/server/store/place.ts';
import { InUse, openSqlite, readSqlite } from '../../../src/server/store/sqlite.ts';
import { PAGES, theCourse, withServer, type ClassServer } from '../harness/class-server.ts';

const get = (server: ClassServer, path: string, headers: Record<string, string> = {}): Promise<Response> => fetch(new URL(path, server.url), { headers, redirect: 'manual' });

/** Rows that are there before the server starts, so that no route is needed to make them. */
async function seeded(task: (data: string, tokens: { learner: string; examinee: string; teacher: string }) => Promise<void>): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'nsp-class-data-'));
  const database: Database = openSqlite(databaseFile(data));
  await migrate(database, () => 1);
  const now = Date.now();
  await database.run("INSERT INTO instructor (id, login, password_hash, created_ms) VALUES ('i', 'ada', 'x', 1)");
  for (const [cohort, exam] of [['c', 0], ['e', 1]] as const) {
    await database.run('INSERT INTO cohort (id, name, exam, created_ms) VALUES (?, ?, ?, 1)', cohort, cohort, exam);
    await database.run('INSERT INTO learner (id, cohort_id, pseudonym, pseudonym_key, recovery_hash, created_ms) VALUES (?, ?, ?, ?, ?, 1)', `l${cohort}`, cohort, 'Otter', 'otter', cohort);
  }
  const tokens = { learner: await beginSession(database, 'learner', 'lc', now), examinee: await beginSession(database, 'learner', 'le', now), teacher: await beginSession(database, 'instructor', 'i', now) };
  await database.close();
  try {
    await task(data, tokens);
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

it('serves the site with the mark of a class server, and strict headers on everything', () => withServer({}, async (server) => {
  const home = await get(server, '/');
  expect(await home.text()).toBe(PAGES['index.html']!.replace('<meta charset="utf-8">', '<meta charset="utf-8"><meta name="nsp-server" content="class">'));
  for (const path of ['/', '/api/v1/meta', '/api/v1/nothing', '/api/', '/livez', '/readyz', '/metrics', '/nothing', '/data/solutions/weights.js']) {
    const { headers } = await get(server, path);
    expect(headers.get('content-security-policy'), path).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options'), path).toBe('nosniff');
    expect(headers.get('strict-transport-security'), path).toBeNull();
  }
  expect((await get(server, '/api/v1/nothing')).status).toBe(404);
  expect((await get(server, '/api/')).status).toBe(404);
  expect((await get(server, '/nothing')).status).toBe(404);
  const meta = await (await get(server, '/api/v1/meta')).json() as { needsSetup: boolean; insecure: boolean; course: { modules: { exercises: { id: string }[] }[] } };
  expect(meta).toMatchObject({ needsSetup: true, insecure: false, oidc: null });
  expect(meta.course.modules.flatMap(({ exercises }) => exercises.map(({ id }) => id))).toContain('weights');
}));

it('tells browsers to stay with TLS behind a proxy, and warns on an insecure network', async () => {
  await withServer({ isBehindProxy: true }, async (server) => expect((await get(server, '/')).headers.get('strict-transport-security')).toBe('max-age=31536000'));
  await withServer({ isInsecureLan: true }, async (server) => {
    expect(await (await get(server, '/')).text()).toContain('<meta name="nsp-server" content="class insecure">');
    expect(await (await get(server, '/api/v1/meta')).json()).toMatchObject({ insecure: true });
  });
});

it('gives a setup link while there is no instructor, and keeps only its hash', async () => {
  await withServer({}, async (server) => {
    expect(server.setup).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(server.log)).not.toContain(server.setup!);
    expect(await (await get(server, '/api/v1/meta')).text()).not.toContain(server.setup!);
  });
  await seeded((data) => withServer({ data }, async (server) => expect(server.setup).toBeNull()));
});

it('keeps solutions and hints from those to whom they are not open', () => seeded((data, tokens) => withServer({ data }, async (server) => {
  const as = (token: string | null) => async (path: string) => {
    const response = await get(server, path, token === null ? {} : { cookie: `nsp=${token}` });
    return { status: response.status, text: await response.text(), cache: response.headers.get('cache-control'), vary: response.headers.get('vary'), tag: response.headers.get('etag') };
  };
  for (const [token, hints, solutions] of [[null, false, 403], ['x'.repeat(43), false, 403], [tokens.learner, true, 403], [tokens.examinee, false, 403], [tokens.teacher, true, 200]] as const) {
    const ask = as(token);
    expect((await ask('/data/solutions/weights.js')).status).toBe(solutions);
    expect((await ask('/data/solutions/weights.js')).text.includes('secret')).toBe(solutions === 200);
    const data = await ask('/data/exercises/weights.js');
    expect(data).toMatchObject({ status: 200, cache: 'private, no-cache', vary: 'Accept-Encoding, Cookie', tag: `"${createHash('sha256').update(data.text).digest('base64url').slice(0, 27)}"` });
    expect(data.text.includes('Three.')).toBe(hints);
    expect(JSON.parse(data.text.slice(data.text.indexOf(']=') + 2, -2))).toMatchObject({ id: 'weights', hints: hints ? ['Look at the weight.', 'Three.'] : [] });
    const page = (await ask('/exercises/weights/')).text;
    expect([page.includes('Three.'), page.includes('<p>End</p>')]).toEqual([hints, true]);
  }
})));

it('shows its numbers to this computer only, and none of them names anybody', () => withServer({ isBehindProxy: true }, async (server) => {
  await get(server, '/api/v1/meta');
  await get(server, '/api/v1/submissions/0190aaaa-0000-7000-8000-000000000000');
  const text = await (await get(server, '/metrics')).text();
  expect(text).toContain('nsp_http_answers_total{route="/meta",method="GET",status="200"} 1');
  expect(text).toContain('nsp_database_up 1');
  expect(text).toContain('nsp_queue_waiting 0');
  expect(text).not.toContain('0190aaaa');
  expect((await get(server, '/metrics', { 'x-forwarded-for': '192.0.2.7' })).status).toBe(404);
}));

it('says that it drains, answers what it has begun, and ends', async () => {
  const { promise: drained, resolve: refuse } = Promise.withResolvers<void>();
  await withServer({ drained }, async (server) => {
    try {
      expect((await get(server, '/readyz')).status).toBe(200);
      const body = JSON.stringify({ recoveryCode: 'AAAA' });
      const slow = request(new URL('/api/v1/recover', server.url), { method: 'POST', headers: { 'content-type': 'application/json', 'content-length': body.length, expect: '100-continue' } });
      // What a server asks to continue with it has begun.
      await once(slow, 'continue');
      slow.write(body.slice(0, 5));
      const closing = server.close();
      expect((await get(server, '/readyz')).status).toBe(503);
      expect((await get(server, '/livez')).status).toBe(200);
      expect((await get(server, '/')).status).toBe(200);
      refuse();
      slow.end(body.slice(5));
      const [answer] = await once(slow, 'response') as [{ statusCode: number }];
      expect(answer.statusCode).toBe(404);
      await closing;
      await expect(get(server, '/livez')).rejects.toThrow('fetch failed');
      expect(server.log.map(({ event }) => event)).toEqual(['up', 'draining', 'ended']);
    } finally {
      refuse();
    }
  });
});

it('refuses a folder that another server has, and says so', () => withServer({}, async (server) => {
  await expect(withServer({ data: server.data }, async () => {})).rejects.toThrow(InUse);
}));

it('runs without its database, says so, and is up once it is there', () => withServer({ databaseUrl: 'postgresql://nobody@127.0.0.1:1/none' }, async (server) => {
  expect((await get(server, '/livez')).status).toBe(200);
  const ready = await get(server, '/readyz');
  expect([ready.status, ready.headers.get('retry-after')]).toEqual([503, '5']);
  const meta = await get(server, '/api/v1/meta');
  expect([meta.status, meta.headers.get('retry-after'), meta.headers.get('content-type')]).toEqual([503, '2', 'application/problem+json']);
  expect((await get(server, '/')).status).toBe(200);
  expect((await get(server, '/data/exercises/weights.js')).status).toBe(200);
  expect((await get(server, '/data/exercises/weights.js', { cookie: '__Host-nsp=x; nsp=x' })).status).toBe(503);
  expect(server.log[0]).toMatchObject({ level: 'warn', event: 'database-unavailable' });
}));

it('cuts off what is no request, with a word', () => withServer({}, async (server) => {
  const say = async (text: string): Promise<string> => {
    const socket = connect(server.port, '127.0.0.1');
    socket.write(text);
    let answer = '';
    for await (const part of socket) answer += String(part);
    return answer.split('\r\n')[0]!;
  };
  expect(await say('nonsense\r\n\r\n')).toBe('HTTP/1.1 400 Bad Request');
  expect(await say(`GET / HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`)).toBe('HTTP/1.1 431 Request Header Fields Too Large');
}));

it('at its start finishes what a stop interrupted: removals, and what was being graded', () => seeded(async (data) => {
  const database = openSqlite(databaseFile(data));
  const soon = Date.now() + 3_600_000;
  await database.run("UPDATE cohort SET removed_ms = 1 WHERE id = 'e'");
  await database.run("UPDATE learner SET removed_ms = 1 WHERE cohort_id = 'e'");
  await database.run("INSERT INTO submission (id, learner_id, exercise, source, source_hash, received_ms, state, lease_owner, lease_until_ms, tries) VALUES ('s', 'lc', 'weights', 'x', 'x', 1, 'queued', 'gone', ?, 1)", soon);
  await database.run("INSERT INTO regrade (id, cohort_id, state, instructor_id, begun_ms, submissions, lease_owner, lease_until_ms) VALUES ('r', 'c', 'running', 'i', 1, 0, 'gone', ?)", soon);
  await database.close();
  await withServer({ data }, async () => {
    const reader = readSqlite(databaseFile(data));
    const left = (sql: string): unknown => {
      reader.exec('COMMIT; BEGIN');
      return Object.values(reader.prepare(sql).get()!)[0];
    };
    await vi.waitFor(() => expect(['SELECT COUNT(*) FROM cohort', 'SELECT COUNT(*) FROM learner', "SELECT COUNT(*) FROM submission WHERE state = 'graded'", "SELECT COUNT(*) FROM regrade WHERE state = 'ready'"].map(left)).toEqual([1, 1, 1, 1]), { timeout: 20_000, interval: 50 });
    reader.close();
  });
}));

it('can be ended while it starts, and leaves nothing behind that works on', () => seeded(async (data) => {
  const errors: unknown[] = [];
  const timers = process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const log: Log = (level, event) => { if (level !== 'info') errors.push(event); };
  const server = await startServer({ site: data, course: theCourse(), databaseUrl: null, data, port: 0, isBehindProxy: false, isInsecureLan: false, graders: 1, drainMs: 0, nowMs: () => Date.now(), log, onSetup: () => {} });
  await server.close();
  expect(process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length).toBeLessThanOrEqual(timers);
  expect(errors).toEqual([]);
}));

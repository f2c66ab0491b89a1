import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog, errorFields } from '../../../src/server/observe/log.ts';
import { startReal, type RealServer } from './real-server.ts';

describe('the log', () => {
  it('has one line for an event, whatever its texts hold', () => {
    const lines: string[] = [];
    const log = createLog((line) => lines.push(line), () => 0);
    const text = 'a\r\n{"time":"1970-01-01T00:00:00.000Z","level":"info","event":"forged"}\u2028\u001b[31m';
    log('warn', 'refused', { text, ...errorFields(new Error(text)) });
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/[\r\n\u001b]/);
    expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'warn', event: 'refused', text, message: text });
  });

  it('tells of an error where it came from, and not from which folder of the machine', () => {
    const { stack } = errorFields(new Error('x'));
    expect(stack).not.toMatch(/\/work|\/home|\/root|file:/);
  });
});

describe('the log of a server that is talked to', () => {
  let server: RealServer;
  beforeAll(async () => { server = await startReal(); });
  afterAll(() => server.close());

  it('names nobody: no address, login, name, code, password, token, or text of theirs', async () => {
    const post = (path: string, body: unknown, headers: Record<string, string> = {}) => fetch(`${server.url}/api/v1${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
    const setup = await post('/setup', { token: server.setup(), login: 'ada.lovelace', password: 'otter lantern gravel nine' });
    const cookie = setup.headers.get('set-cookie')!.split(';')[0]!;
    await post('/sign-in', { login: 'ada.lovelace', password: 'a guess\r\n{"event":"forged"}' });
    await post('/join', { code: 'K7QM-2XRD', pseudonym: 'Night Otter' });
    await post('/sign-out', undefined, { cookie, 'user-agent': 'agent-of-somebody', referer: 'https://somewhere.example/' });
    await fetch(`${server.url}/api/v1/nothing?token=in-an-address`);
    await server.raw('GET /\r\nforged: 1 HTTP/1.1\r\n\r\n');
    expect(setup.status).toBe(201);
    expect(server.log.length).toBeGreaterThan(0);
    for (const line of server.log) expect(JSON.parse(line)).toMatchObject({ time: expect.stringMatching(/^\d{4}-.*Z$/), level: expect.any(String), event: expect.any(String) });
    const all = server.log.join('\n');
    for (const secret of ['ada.lovelace', 'otter lantern', 'a guess', 'forged', 'K7QM', 'Night Otter', '127.0.0.1', 'agent-of-somebody', 'somewhere.example', 'in-an-address', cookie.split('=')[1]!, server.setup()]) expect(all).not.toContain(secret);
  });
});

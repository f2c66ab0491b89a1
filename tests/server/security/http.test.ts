import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../../src/server/identity/limits.ts';
import { startReal, statusesIn, type RealServer } from './real-server.ts';

let server: RealServer;
beforeAll(async () => { server = await startReal(); });
afterAll(() => server.close());

const STRICT: { [name: string]: string | RegExp } = {
  'content-security-policy': /^default-src 'none';.*base-uri 'none';.*frame-ancestors 'none'$/, 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin',
};

describe('headers of every answer', () => {
  it.each([['GET', '/'], ['GET', '/none'], ['GET', '/api/v1/meta'], ['GET', '/api/v1/none'], ['GET', '/api/v1/auth/oidc/start'], ['POST', '/api/v1/sign-out'], ['GET', '/livez'], ['GET', '/readyz'], ['GET', '/metrics'], ['DELETE', '/'], ['GET', '/%']])('%s %s: are strict', async (method, path) => {
    const response = await fetch(server.url + path, { method, redirect: 'manual' });
    for (const [name, value] of Object.entries(STRICT)) expect(response.headers.get(name), name).toEqual(typeof value === 'string' ? value : expect.stringMatching(value));
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(response.headers.get('server') ?? response.headers.get('x-powered-by')).toBeNull();
    expect(await response.text() === '' || response.headers.get('content-type') !== null).toBe(true);
    if (path.startsWith('/api/')) expect([response.headers.get('cache-control'), response.headers.get('content-type')]).toEqual(['no-store', expect.stringMatching(/^application\/(problem\+)?json$/)]);
  });

  it('names no charset for JSON, which has none, and UTF-8 for texts', async () => {
    expect((await fetch(`${server.url}/`)).headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect((await fetch(`${server.url}/livez`)).headers.get('content-type')).toBe('text/plain; charset=utf-8');
  });

  it('tells browsers to stay with TLS where there is TLS, and not where there is none', async () => {
    expect((await fetch(`${server.url}/api/v1/meta`)).headers.get('strict-transport-security')).toBeNull();
    const behind = await startReal({ isBehindProxy: true });
    try {
      for (const path of ['/', '/none', '/api/v1/meta', '/api/v1/none', '/livez']) expect((await fetch(behind.url + path)).headers.get('strict-transport-security'), path).toMatch(/^max-age=31536000/);
    } finally {
      await behind.close();
    }
  });
});

describe('requests that are not what they seem', () => {
  const host = 'Host: course.example\r\n';
  const json = `${host}Content-Type: application/json\r\n`;
  const smuggled = `GET /api/v1/meta HTTP/1.1\r\n${host}\r\n`;
  const rows: [string, string, number[]][] = [
    ['both lengths', `POST /api/v1/join HTTP/1.1\r\n${json}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`, [400]],
    ['both lengths, the other way round', `POST /api/v1/join HTTP/1.1\r\n${json}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n${smuggled}`, [400]],
    ['two lengths', `POST /api/v1/join HTTP/1.1\r\n${json}Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}${smuggled}`, [400]],
    ['a length that is a list', `POST /api/v1/join HTTP/1.1\r\n${json}Content-Length: 2, 2\r\n\r\n{}`, [400]],
    ['a length with a sign', `POST /api/v1/join HTTP/1.1\r\n${json}Content-Length: +2\r\n\r\n{}`, [400]],
    ['a negative length', `POST /api/v1/join HTTP/1.1\r\n${json}Content-Length: -2\r\n\r\n{}`, [400]],
    ['a coding that is not known', `POST /api/v1/join HTTP/1.1\r\n${json}Transfer-Encoding: xchunked\r\n\r\n{}`, [400]],
    ['a coding after chunked', `POST /api/v1/join HTTP/1.1\r\n${json}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`, [400]],
    ['a blank before the colon', `POST /api/v1/join HTTP/1.1\r\n${json}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n`, [400]],
    ['a chunk without a length', `POST /api/v1/join HTTP/1.1\r\n${json}Transfer-Encoding: chunked\r\n\r\nz\r\n{}\r\n0\r\n\r\n`, [400]],
    ['a header that goes on in the next line', `GET /api/v1/meta HTTP/1.1\r\n${host}X-One: a\r\n b\r\n\r\n`, [200, 400]],
    ['a bare line feed in a header', `GET /api/v1/meta HTTP/1.1\r\n${host}X-One: a\nX-Two: b\r\n\r\n`, [400]],
    ['a zero byte in a header', `GET /api/v1/meta HTTP/1.1\r\n${host}X-One: a\0b\r\n\r\n`, [400]],
    ['no host', 'GET /api/v1/meta HTTP/1.1\r\n\r\n', [400]],
    ['two hosts', `GET /api/v1/meta HTTP/1.1\r\n${host}Host: evil.example\r\n\r\n`, [400]],
    ['a host that is none', 'GET /api/v1/meta HTTP/1.1\r\nHost: a b/c?d@e\r\nConnection: close\r\n\r\n', [200, 400]],
    ['an address of another host', `GET http://evil.example/api/v1/meta HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, [200, 400, 404]],
    ['an address that is no path', `GET api/v1/meta HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, [400, 404]],
    ['a tunnel', `CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n`, []],
    ['an upgrade', `GET /api/v1/meta HTTP/1.1\r\n${host}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`, [200]],
    ['HTTP/2 in clear', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', [400, 505]],
    ['another protocol', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', [400]],
    ['20 KB of headers', `GET /api/v1/meta HTTP/1.1\r\n${host}X-One: ${'a'.repeat(20_000)}\r\n\r\n`, [431]],
    ['20 KB of cookie', `GET /api/v1/meta HTTP/1.1\r\n${host}Cookie: nsp=${'a'.repeat(20_000)}\r\n\r\n`, [431]],
    ['3,000 headers', `GET /api/v1/meta HTTP/1.1\r\n${host}${'X: 1\r\n'.repeat(3000)}\r\n`, [431]],
    ['20 KB of address', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\n${host}\r\n`, [431]],
  ];

  it.each(rows)('%s', async (_, bytes, allowed) => {
    const statuses = statusesIn(await server.raw(bytes, (text) => /\r\n\r\n[^]/.test(text) || /^HTTP\/1\.1 (204|304)/.test(text)));
    expect(statuses.length).toBeLessThanOrEqual(1);
    if (statuses.length === 1 || allowed.length > 0) expect(allowed).toContain(statuses[0]);
  });

  it('a body that is said to be longer than it may be is not waited for', async () => {
    const text = await server.raw(`POST /api/v1/join HTTP/1.1\r\n${json}Content-Length: 10000000\r\n\r\n{`, (so) => so.includes('too-large'));
    expect(statusesIn(text)).toEqual([413]);
  });

  it('a body that is longer than it may be, in pieces without a length, is cut', async () => {
    const piece = `1000\r\n${'a'.repeat(4096)}\r\n`;
    const text = await server.raw(`POST /api/v1/join HTTP/1.1\r\n${json}Transfer-Encoding: chunked\r\n\r\n${piece.repeat(40)}`, (so) => so.includes('too-large'));
    expect(statusesIn(text)).toEqual([413]);
  });

  it('a body that is not UTF-8 is no JSON', async () => {
    const text = await server.raw(`POST /api/v1/join HTTP/1.1\r\n${json}Content-Length: 5\r\nConnection: close\r\n\r\n{"\xff"}`);
    expect([statusesIn(text), text.includes('"not-json"')]).toEqual([[400], true]);
  });

  it('headers and bodies that never end get 408, and the connection ends', async () => {
    const slow = [`GET / HTTP/1.1\r\n${host}X-Slow: `, `POST /api/v1/join HTTP/1.1\r\n${json}Content-Length: 10\r\n\r\n{`, `POST /livez HTTP/1.1\r\n${json}Content-Length: 10\r\n\r\n{`];
    const [headers, body, ignored] = await Promise.all(slow.map((bytes) => server.raw(bytes)));
    expect([statusesIn(headers!), statusesIn(body!)]).toEqual([[408], [408]]);
    // What needs no body answers at once, and waits for it no longer than for any other.
    expect(statusesIn(ignored!)[0]).toBe(200);
  });
});

describe('addresses', () => {
  it.each(['/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/%2e%2e%2fsecret.txt', '/..%5csecret.txt', '/..\\secret.txt', '/teach/../../secret.txt', '/....//secret.txt', '//secret.txt', '/%00', '/index.html%00.txt', '/%c0%ae%c0%ae/secret.txt', '/.git/config', '/data/course.db',
    '/index.html/', '/__proto__', '/constructor', '/api/../secret.txt', '/api/v1/../../secret.txt', '/api/v1/%2e%2e/meta', '/api/v1/meta/', '/api/v1//meta', '/API/v1/meta', '/api/v1/meta%00', '/api/v1/meta;a=b', '/api/v2/meta', '/api', '/api/', '/api/v1', '/api/v1/'])('%s is never answered with 200', async (path) => {
    const text = await server.raw(`GET ${path} HTTP/1.1\r\nHost: course.example\r\nConnection: close\r\n\r\n`);
    expect([308, 400, 404]).toContain(statusesIn(text)[0]);
    expect(text).not.toContain('SECRET');
    // Nor led to another host.
    expect(/^location: (.*)$/im.exec(text)?.[1] ?? '/').toMatch(/^\/(?!\/)/);
  });

  it.each(['X-HTTP-Method-Override: DELETE', 'X-HTTP-Method: PUT', 'X-Method-Override: DELETE'])('%s changes no method', async (header) => {
    const [name, value] = header.split(': ');
    const response = await fetch(`${server.url}/api/v1/meta?_method=DELETE`, { headers: { [name!]: value! } });
    expect(response.status).toBe(200);
  });

  it.each(['TRACE', 'OPTIONS', 'PROPFIND', 'PUT', 'DELETE', 'PATCH'])('%s is no way to ask for what is got', async (method) => {
    const text = await server.raw(`${method} /api/v1/meta HTTP/1.1\r\nHost: course.example\r\nX-Echo: secret-header\r\nConnection: close\r\n\r\n`);
    expect([400, 404, 405]).toContain(statusesIn(text)[0]);
    expect(text).not.toContain('secret-header');
  });

  it('a proxy\'s word about the client counts for nothing where there is no proxy', async () => {
    // The limit counts by the minute of the clock, which may turn between two tries: here it stands still.
    const nowMs = Date.now();
    const still = await startReal({ nowMs: () => nowMs });
    const statuses: number[] = [];
    try {
      for (let i = 0; i <= LIMITS.token.most; i++) {
        statuses.push((await fetch(`${still.url}/api/v1/setup`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.0.0.${i}` }, body: '{"token":"none","login":"nobody","password":"violet otter sextant 41"}' })).status);
      }
    } finally {
      await still.close();
    }
    expect(statuses.slice(0, -1)).not.toContain(429);
    expect(statuses.at(-1)).toBe(429);
  });
});

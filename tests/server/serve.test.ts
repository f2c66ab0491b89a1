import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTENT_SECURITY_POLICY, serveStatic, type StaticServer } from '../../src/server/static/index.ts';

const dir = mkdtempSync(join(tmpdir(), 'nsp-serve-'));
const SCRIPT = `// ${'a script that is worth compressing. '.repeat(200)}\n`;
let server: StaticServer;

beforeAll(async () => {
  for (const [path, body] of Object.entries({ 'index.html': '<h1>Home</h1>', '404.html': '<h1>Not here</h1><a href="./index.html">Home</a>', 'lesson/index.html': '<h1>Lesson</h1>', 'scripts/site.js': SCRIPT, '_astro/a.0abc.css': 'a{}', 'font.woff2': 'x'.repeat(5000) })) {
    mkdirSync(join(dir, path, '..'), { recursive: true });
    writeFileSync(join(dir, path), body);
  }
  server = await serveStatic({ dir, port: 0 });
});

afterAll(async () => {
  await server.close();
  rmSync(dir, { recursive: true });
});

interface Answer { status: number; headers: IncomingHttpHeaders; body: Buffer }

function ask(path: string, options: { method?: string; headers?: Record<string, string>; port?: number } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: options.port ?? server.port, path, method: options.method ?? 'GET', headers: options.headers ?? {}, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part)).on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(parts) }));
    });
    asked.on('error', reject).end();
  });
}

describe('the static server', () => {
  it('serves pages with their type, at this computer only', async () => {
    expect(server.url).toBe(`http://127.0.0.1:${server.port}/`);
    const { status, headers, body } = await ask('/');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['cache-control']).toBe('no-cache');
    expect(body.toString()).toBe('<h1>Home</h1>');
    expect((await ask('/lesson/')).body.toString()).toBe('<h1>Lesson</h1>');
  });

  it('sends the strict headers with every answer', async () => {
    for (const path of ['/', '/scripts/site.js', '/nothing', '/%', '/lesson']) {
      const { headers } = await ask(path);
      expect(headers['content-security-policy'], path).toBe(CONTENT_SECURITY_POLICY);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
    }
    expect(CONTENT_SECURITY_POLICY).toBe("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self'; manifest-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
  });

  it('keeps hashed files for ever and asks again for the others', async () => {
    expect((await ask('/_astro/a.0abc.css')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await ask('/scripts/site.js')).headers['cache-control']).toBe('no-cache');
  });

  it('keeps a file for ever where the address names its edition, and only this one', async () => {
    const keeps = async (query: string): Promise<boolean> => (await ask(`/scripts/site.js?${query}`)).headers['cache-control']!.includes('immutable');
    const hash = (await ask('/scripts/site.js')).headers.etag!.replaceAll('"', '');
    expect(await keeps(hash.slice(0, 10))).toBe(true);
    for (const query of ['', hash.slice(0, 9), hash.slice(0, 11), `x${hash.slice(1, 10)}`, 'v=1']) expect(await keeps(query), query).toBe(false);
  });

  it('compresses text as the client asks, and nothing else', async () => {
    const brotli = await ask('/scripts/site.js', { headers: { 'Accept-Encoding': 'gzip, deflate, br' } });
    expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding', 'content-length': String(brotli.body.length) });
    expect(brotliDecompressSync(brotli.body).toString()).toBe(SCRIPT);
    const gzip = await ask('/scripts/site.js', { headers: { 'Accept-Encoding': 'gzip, br;q=0' } });
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(gzip.body).toString()).toBe(SCRIPT);
    const plain = await ask('/scripts/site.js');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.body.toString()).toBe(SCRIPT);
    const font = await ask('/font.woff2', { headers: { 'Accept-Encoding': 'br' } });
    expect(font.headers).toMatchObject({ 'content-type': 'font/woff2', 'content-length': '5000' });
    expect(font.headers['content-encoding']).toBeUndefined();
  });

  it('answers 304 to who has it already, for each encoding its own', async () => {
    const first = await ask('/scripts/site.js', { headers: { 'Accept-Encoding': 'br' } });
    const again = await ask('/scripts/site.js', { headers: { 'Accept-Encoding': 'br', 'If-None-Match': first.headers.etag! } });
    expect(again.status).toBe(304);
    expect(again.body.length).toBe(0);
    expect((await ask('/scripts/site.js', { headers: { 'If-None-Match': first.headers.etag! } })).status).toBe(200);
    expect((await ask('/scripts/site.js', { headers: { 'Accept-Encoding': 'br', 'If-None-Match': `W/${first.headers.etag!}` } })).status).toBe(304);
  });

  it('answers HEAD as GET, without the body', async () => {
    const headers = { 'Accept-Encoding': 'br' };
    const [get, head] = [await ask('/scripts/site.js', { headers }), await ask('/scripts/site.js', { method: 'HEAD', headers })];
    expect(head.status).toBe(200);
    expect(head.body.length).toBe(0);
    for (const name of ['content-length', 'content-type', 'content-encoding', 'etag', 'cache-control']) expect(head.headers[name], name).toBe(get.headers[name]);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('answers 405 to %s', async (method) => {
    const { status, headers } = await ask('/', { method });
    expect(status).toBe(405);
    expect(headers.allow).toBe('GET, HEAD');
  });

  it('answers 404 with the page for it, 308 for a folder without its slash, 400 for an address that cannot be read', async () => {
    const missing = await ask('/nothing');
    expect(missing.status).toBe(404);
    expect(missing.body.toString()).toBe('<h1>Not here</h1><a href="/index.html">Home</a>');
    const folder = await ask('/lesson');
    expect(folder.status).toBe(308);
    expect(folder.headers.location).toBe('/lesson/');
    expect((await ask('/%')).status).toBe(400);
    expect((await ask('/%2e%2e/%2e%2e/etc/passwd')).status).toBe(404);
  });

  it('answers 400 to what is not HTTP, and 431 to headers without end', async () => {
    const raw = (text: string): Promise<string> => new Promise((resolve, reject) => {
      const socket = connect(server.port, '127.0.0.1', () => socket.write(text));
      let answer = '';
      socket.on('data', (part) => (answer += part.toString())).on('close', () => resolve(answer)).on('error', reject);
    });
    expect(await raw('hello\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 Bad Request\r\nContent-Security-Policy: default-src 'none'/);
    expect(await raw(`GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('serves under a base path', async () => {
    const under = await serveStatic({ dir, port: 0, base: 'a/b' });
    expect(under.url).toBe(`http://127.0.0.1:${under.port}/a/b/`);
    expect((await ask('/a/b/lesson/', { port: under.port })).body.toString()).toBe('<h1>Lesson</h1>');
    expect((await ask('/a/b/lesson', { port: under.port })).headers.location).toBe('/a/b/lesson/');
    const outside = await ask('/lesson/deep/down', { port: under.port });
    expect(outside.status).toBe(404);
    expect(outside.body.toString()).toContain('href="/a/b/index.html"');
    await under.close();
  });

  it('tells that a port is taken, and that a folder is missing', async () => {
    await expect(serveStatic({ dir, port: server.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await expect(serveStatic({ dir: join(dir, 'nothing'), port: 0 })).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('closes with connections open, and only once', async () => {
    const other = await serveStatic({ dir, port: 0 });
    const idle = connect(other.port, '127.0.0.1');
    await new Promise((resolve) => idle.once('connect', resolve));
    await Promise.all([other.close(), other.close()]);
    await expect(ask('/', { port: other.port })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

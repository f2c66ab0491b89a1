// What HAProxy lets in with the shipped file, what it says about clients, and what it writes down. The two instances are stands-in that show what reached them.
import { once } from 'node:events';
import { createServer, request, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:tls';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CONTENT_SECURITY_POLICY, STRICT_HEADERS } from '../../../src/server/listen/headers.ts';
import { freePort } from '../harness/postgres.ts';
import { startBalancer, type Balancer } from './lab/balancer.ts';
import { send } from './lab/load.ts';
import { describeDeployed, until } from './lab/places.ts';

describeDeployed('the door', () => {
  let balancer: Balancer;
  const servers: Server[] = [];
  const reached: { path: string; headers: IncomingHttpHeaders; at: number }[] = [];
  let answer: { status: number; cut: boolean } = { status: 200, cut: false };
  beforeAll(async () => {
    for (const at of [0, 1]) {
      const server = createServer((incoming, response) => {
        const isCheck = incoming.headers.host === 'health.invalid';
        if (!isCheck) reached.push({ path: incoming.url!, headers: incoming.headers, at });
        incoming.resume().on('end', () => (answer.cut && !isCheck ? incoming.socket.destroy() : response.writeHead(isCheck ? 200 : answer.status, { 'content-security-policy': CONTENT_SECURITY_POLICY }).end('here')));
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      servers.push(server);
    }
    const ports = servers.map((server) => (server.address() as AddressInfo).port) as [number, number];
    balancer = await startBalancer(ports, [await freePort(), await freePort()]);
    for (const name of ['api/nsp1', 'api/nsp2', 'site/nsp1', 'site/nsp2']) await balancer.reaches(name, 'UP');
  });
  afterAll(async () => {
    await balancer?.end();
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });

  it('sends plain HTTP to HTTPS', async () => {
    const one = request({ host: '127.0.0.1', port: balancer.http, path: '/join/index.html?a=1', headers: { host: 'course.example' } }).end();
    const [response] = await once(one, 'response') as [{ statusCode: number; headers: IncomingHttpHeaders; resume(): void }];
    response.resume();
    expect([response.statusCode, response.headers.location]).toEqual([301, 'https://course.example/join/index.html?a=1']);
  });

  it('believes nothing that a client says about its address', async () => {
    reached.length = 0;
    const { status } = await send(balancer, { path: '/', headers: { 'X-Forwarded-For': '203.0.113.9', Forwarded: 'for=203.0.113.9', 'X-Real-IP': '203.0.113.9', 'X-Forwarded-Proto': 'http' } });
    const { headers } = reached[0]!;
    expect([status, headers['x-forwarded-for'], headers['x-forwarded-proto'], headers['forwarded'], headers['x-real-ip']]).toEqual([200, '127.0.0.1', 'https', undefined, undefined]);
  });

  it.each(['/metrics', '/readyz', '/livez', '/metrics/', '//metrics', '/%6detrics', '/METRICS?x', '/readyz/../readyz'])('keeps %s for operators', async (path) => {
    reached.length = 0;
    expect((await send(balancer, { path })).status).toBe(404);
    expect(reached).toEqual([]);
  });

  it.each([
    ['GET', '/api/v1/me', 4], ['PUT', '/api/v1/submissions/5b0c', 4], ['GET', '/', 4],
    ['POST', '/api/v1/join', 1], ['PUT', '/api/v1/learners/1/extensions/replication', 1], ['DELETE', '/api/v1/me', 1], ['PATCH', '/api/v1/cohorts/1', 1], ['GET', '/api/v1/auth/oidc/callback?code=1', 1],
  ])('%s %s is sent %i times when instances break off', async (method, path, times) => {
    reached.length = 0;
    answer = { status: 200, cut: true };
    const { status } = await send(balancer, { method, path }, method === 'GET' ? undefined : JSON.stringify({ source: 'x'.repeat(method === 'PUT' ? 60_000 : 10) }));
    answer = { status: 200, cut: false };
    expect([status, reached.length]).toEqual([502, times]);
    // The second try goes elsewhere.
    if (times > 1) expect(new Set(reached.map(({ at }) => at)).size).toBe(2);
  });

  it('sets strict headers on everything that it says itself, and leaves those of an instance as they are', async () => {
    const strict = { ...STRICT_HEADERS, 'Strict-Transport-Security': 'max-age=31536000', 'Content-Security-Policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'" };
    const own: { status: number; headers: IncomingHttpHeaders }[] = [await send(balancer, { path: '/metrics' })];
    answer = { status: 200, cut: true };
    own.push(await send(balancer, { method: 'POST', path: '/api/v1/join' }, '{}'));
    answer = { status: 200, cut: false };
    for (const name of ['api/nsp1', 'api/nsp2', 'site/nsp1', 'site/nsp2']) await balancer.command(`set server ${name} state maint`);
    const away = [await send(balancer, { path: '/api/v1/me' }), await send(balancer, { path: '/' })];
    for (const name of ['api/nsp1', 'api/nsp2', 'site/nsp1', 'site/nsp2']) await balancer.command(`set server ${name} state ready`);
    for (const name of ['api/nsp1', 'api/nsp2', 'site/nsp1', 'site/nsp2']) await balancer.reaches(name, 'UP');
    own.push(...away);
    expect(own.map(({ status }) => status)).toEqual([404, 502, 503, 503]);
    for (const { status, headers } of own) for (const [name, value] of Object.entries(strict)) expect([status, name, headers[name.toLowerCase()]]).toEqual([status, name, value]);
    expect(away.map(({ headers }) => headers['retry-after'])).toEqual(['5', '5']);
    const { headers } = await send(balancer, { path: '/' });
    expect([headers['content-security-policy'], headers['strict-transport-security']]).toEqual([CONTENT_SECURITY_POLICY, 'max-age=31536000']);
  });

  it('keeps a slow sender to itself, and lets it go after 10 s', async () => {
    reached.length = 0;
    const socket = connect({ host: '127.0.0.1', port: balancer.https, ca: balancer.ca, servername: 'localhost' });
    await once(socket, 'secureConnect');
    socket.write('PUT /api/v1/submissions/5b0c HTTP/1.1\r\nHost: course.example\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{');
    const [first] = await once(socket.setEncoding('utf8'), 'data') as [string];
    socket.destroy();
    expect(first).toMatch(/^HTTP\/1\.1 408 /);
    for (const name of [...Object.keys(STRICT_HEADERS), 'Strict-Transport-Security']) expect(first.toLowerCase()).toContain(`\r\n${name.toLowerCase()}: `);
    expect(reached).toEqual([]);
  });

  it('writes no address, query or cookie of anybody down', async () => {
    await send(balancer, { path: '/api/v1/auth/oidc/callback?code=very-secret', headers: { cookie: '__Host-nsp=very-secret' } });
    await until('it is logged', () => balancer.log.some((line) => line.includes('/api/v1/auth/oidc/callback')));
    expect(balancer.log.filter((line) => / (GET|PUT|POST) /.test(line) && /127\.0\.0\.1|secret|\?/.test(line))).toEqual([]);
  });
});

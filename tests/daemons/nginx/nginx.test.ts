// nginx.conf: read, written, and taken by nginx.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readNginx, renderNginx } from '../../../src/daemons/nginx/index.ts';
import type { NginxPart } from '../../../src/daemons/parts.ts';
import { hasProgram } from '../../fidelity/live/namespace.ts';
import { Draw, drawNginx, drawText } from './draw.ts';

const RECORDINGS = new URL('../../fidelity/recordings/', import.meta.url);
const REAL = readFileSync(new URL('../real-files/nginx.conf', import.meta.url), 'utf8');
const recordings = (start: string): { id: string; config: string | null; inputs: { change?: { replace: string; by: string } | null } }[] => readdirSync(RECORDINGS)
  .filter((name) => name.startsWith(start)).map((name) => JSON.parse(readFileSync(new URL(name, RECORDINGS), 'utf8')));

const remarksOf = (text: string): string[] => readNginx(text, 'nginx.conf').remarks.map(({ line, kind, message }) => `${line} ${kind}: ${message}`);
const serious = (text: string): string[] => remarksOf(text).filter((remark) => !/^\d+ (ignored|unsupported)/.test(remark));
const inHttp = (text: string): string => `events {}\nhttp {\n${text}\n}\n`;
const partOf = (text: string): NginxPart => readNginx(inHttp(text), 'nginx.conf').part;

const PART: NginxPart = {
  upstream: '',
  workerProcesses: 1, listen: [{ port: 80, address: null, certificate: null }], method: { kind: 'round_robin' }, zone: false,
  servers: [{ endpoint: { address: '10.0.0.21', port: 8080 }, weight: 1, maxFails: 1, failTimeoutMs: 10_000, maxConns: 0, backup: false, down: false }],
  proxyConnectTimeoutMs: 60_000, proxyReadTimeoutMs: 60_000, proxyNextUpstream: ['error', 'timeout'], proxyNextUpstreamTries: 0, proxyNextUpstreamTimeoutMs: 0,
};

describe('reading', () => {
  it('takes every recorded file', () => {
    for (const { id, config } of recordings('D-')) {
      const { part, remarks } = readNginx(config!, id);
      expect(remarks.filter(({ kind }) => kind !== 'ignored'), id).toEqual([]);
      expect(part.servers.length, id).toBeGreaterThan(0);
    }
  });

  it('takes a real file, and tells what a design cannot say', () => {
    const { part, remarks } = readNginx(REAL, 'nginx.conf');
    expect(part).toEqual({
      ...PART, upstream: 'web', zone: true, listen: [{ port: 8443, address: null, certificate: expect.any(String) }],
      servers: [
        { ...PART.servers[0], endpoint: { address: '10.0.1.11', port: 8000 }, weight: 3, maxFails: 2, failTimeoutMs: 5000 },
        { ...PART.servers[0], endpoint: { address: '10.0.1.12', port: 8000 }, maxFails: 2, failTimeoutMs: 5000 },
        { ...PART.servers[0], endpoint: { address: '10.0.1.13', port: 8000 }, backup: true },
      ],
      proxyConnectTimeoutMs: 2000, proxyReadTimeoutMs: 30_000, proxyNextUpstream: ['error', 'timeout', 'http_502', 'http_503'], proxyNextUpstreamTries: 2,
    });
    expect(remarks.filter(({ kind }) => kind !== 'ignored').map(({ line, kind }) => [line, kind])).toEqual([[20, 'unsupported'], [23, 'unsupported'], [32, 'unsupported']]);
  });

  it('has the defaults of the daemon', () => {
    expect(partOf('upstream a { server 10.0.0.21:8080; } server { location / { proxy_pass http://a; } }')).toEqual({ ...PART, upstream: 'a' });
    expect(readNginx('', 'nginx.conf').part).toEqual({ ...PART, listen: [], servers: [] });
    expect(partOf('server { listen 81; location / { proxy_pass http://10.0.0.21:8080; } }')).toEqual({ ...PART, listen: [{ port: 81, address: null, certificate: null }] });
    expect(partOf('upstream a { server 10.0.0.21; } server { location / { proxy_pass http://A; } }').servers[0]!.endpoint.port).toBe(80);
  });

  it('takes the innermost setting, and the location of all paths', () => {
    const text = 'proxy_read_timeout 9s; upstream a { server h:1; } upstream b { server h:2; }\nserver { proxy_read_timeout 8s; location /b { proxy_pass http://b; }\nlocation / { proxy_read_timeout 1m30s; proxy_pass http://a; } }';
    expect(partOf(text)).toMatchObject({ proxyReadTimeoutMs: 90_000, servers: [{ endpoint: { port: 1 } }] });
    expect(remarksOf(inHttp(text)).filter((remark) => remark.includes('unsupported'))).toEqual([
      expect.stringContaining("3 unsupported: The upstream 'b' is left out"), expect.stringContaining("4 unsupported: 'location /b' passes to other servers"),
    ]);
  });

  it('tells paths that go another way', () => {
    const text = 'upstream a { server h; } server { location / { proxy_pass http://a; }\nlocation /static/ { root /srv; }\nlocation /api { proxy_read_timeout 5s; proxy_pass http://a; } }';
    expect(remarksOf(inHttp(text)).filter((remark) => remark.includes('unsupported'))).toEqual([
      expect.stringContaining("4 unsupported: 'location /static/' does not pass requests on"), expect.stringContaining("5 unsupported: 'location /api' is one more way"),
    ]);
  });

  it('lets off win over other words', () => {
    expect(partOf('server { location / { proxy_next_upstream error off; proxy_pass http://h; } }').proxyNextUpstream).toEqual(['off']);
  });

  it('puts the ports of all servers of one upstream together', () => {
    const pass = 'location / { proxy_pass http://a; }';
    expect(partOf(`upstream a { server h; } server { listen 80; listen [::]:80; ${pass} } server { listen 10.0.0.1:443 ssl http2; ssl_certificate /etc/letsencrypt/live/shop.example/fullchain.pem; ssl_certificate_key k; ${pass} }`).listen)
      .toEqual([{ port: 80, address: null, certificate: null }, { port: 443, address: '10.0.0.1', certificate: 'shop.example' }]);
  });

  it.each<[string, NginxPart['method']]>([
    ['least_conn;', { kind: 'least_conn' }], ['ip_hash;', { kind: 'ip_hash' }], ['random;', { kind: 'random' }], ['random two;', { kind: 'random_two' }], ['random two least_conn;', { kind: 'random_two' }],
    ['hash "a b$uri" consistent;', { kind: 'hash', key: 'a b$uri', consistent: true }], ["hash ${uri}x;", { kind: 'hash', key: '${uri}x', consistent: false }],
  ])('%s', (line, method) => {
    expect(partOf(`upstream a { ${line} server h; } server { location / { proxy_pass http://a; } }`).method).toEqual(method);
  });
});

/** Each of these nginx 1.22.1 refuses; the test below asks it, where it is installed. */
const REFUSED: [text: string, remark: string][] = [
  [inHttp('foo bar;'), "3 unknown: nginx 1.22 has no directive 'foo'."],
  [inHttp('server {\nproxy_pass http://10.0.0.1;\n}'), "4 invalid: 'proxy_pass' is not allowed here: in server."],
  [inHttp('upstream a { server 10.0.0.1; server 10.0.0.2 weight=0; }'), "3 invalid: 'server' has the parameter 'weight=0'"],
  [inHttp('upstream a { server 10.0.0.1 fail_timeout=500ms; }'), "3 invalid: 'server' has the parameter 'fail_timeout=500ms'"],
  [inHttp('upstream a { server 10.0.0.1 slow_start=5s; }'), "3 invalid: 'server' has the parameter 'slow_start=5s'"],
  [inHttp('upstream a { server 10.0.0.1:99999; }'), "3 invalid: 'server' has the address '10.0.0.1:99999'"],
  [inHttp('upstream a { }'), "3 invalid: No servers in upstream 'a'"],
  [inHttp('upstream a { server 10.0.0.1; } upstream A { server 10.0.0.1; }'), "3 invalid: Duplicate upstream 'a'."],
  [inHttp('upstream a { zone a 8k; server 10.0.0.1; }'), "3 invalid: 'zone' has the size '8k'"],
  [inHttp('upstream a { ip_hash; server 10.0.0.1; server 10.0.0.2 backup; }'), "3 invalid: 'backup' after 'ip_hash'"],
  [inHttp('upstream a { hash $uri consistent; server 10.0.0.1; server 10.0.0.2 backup; }'), "3 invalid: 'backup' after 'hash'"],
  [inHttp('upstream a { random; server 10.0.0.1; server 10.0.0.2 backup; }'), "3 invalid: 'backup' after 'random'"],
  [inHttp('upstream a { random two least_time; server 10.0.0.1; }'), "3 invalid: 'random two' has the method 'least_time'"],
  [inHttp('upstream a { hash $uri consistant; server 10.0.0.1; }'), "3 invalid: 'hash' has the parameter 'consistant'"],
  [inHttp('server { location / { proxy_read_timeout soon; } }'), "3 invalid: 'proxy_read_timeout' has the value 'soon'"],
  [inHttp('server { location / { proxy_next_upstream error http_501; } }'), "3 invalid: 'proxy_next_upstream' has the value 'http_501'"],
  [inHttp('server { location / { proxy_next_upstream_tries -1; } }'), "3 invalid: 'proxy_next_upstream_tries' has the value '-1'"],
  [inHttp('server { location / { proxy_read_timeout 1s; proxy_read_timeout 2s; } }'), "3 invalid: 'proxy_read_timeout' stands twice"],
  [inHttp('server { location / { } location / { } }'), "3 invalid: 'location /' stands twice"],
  [inHttp('server { location / { proxy_pass 10.0.0.1; } }'), "3 invalid: 'proxy_pass' has '10.0.0.1'"],
  [inHttp('server { location / { proxy_pass http://a.invalid; } }'), "3 invalid: 'proxy_pass' names 'a.invalid'"],
  [inHttp('upstream a { server 10.0.0.1; } server { location / { proxy_pass http://a:81; } }'), "3 invalid: 'proxy_pass' 'http://a:81': an upstream may not have a port"],
  [inHttp('server { location ~ x { proxy_pass http://10.0.0.1/y; } }'), "3 invalid: 'proxy_pass' has a path"],
  [inHttp('server { location / { limit_req zone=nobody; } }'), "3 invalid: 'limit_req' names the zone \"nobody\""],
  [inHttp('server { location / { limit_req burst=5; } }'), "3 invalid: 'limit_req' has no \"zone=\""],
  [inHttp('limit_req_zone $uri zone=a:1m rate=fast; '), "3 invalid: 'limit_req_zone' has a rate"],
  [inHttp('server { return soon; }'), "3 invalid: 'return' has \"soon\""],
  [inHttp('server { location == / { } }'), "3 invalid: 'location' has the modifier \"==\""],
  [inHttp('upstream a { server 10.0.0.1; keepalive 0; }'), "3 invalid: 'keepalive' has \"0\""],
  [inHttp('upstream a { server 10.0.0.1; zone a; }'), "3 invalid: 'zone' \"a\" has no size"],
  [inHttp('access_log access.log mine;'), "3 invalid: 'access_log' names the format \"mine\""],
  [inHttp('upstream a { hash $nobody; server 10.0.0.1; }'), "3 invalid: 'hash' names the variable \"$nobody\""],
  [inHttp('server { return 200 "${uri"; }'), "3 invalid: 'return' has a variable"],
  [inHttp('server { return 200 "5 $"; }'), "3 invalid: 'return' has a \"$\""],
  [inHttp('server { listen 99999; }'), "3 invalid: 'listen' has '99999'"],
  [inHttp('server { listen 81 fast; }'), "3 invalid: 'listen' has the parameter 'fast'"],
  [inHttp('server { listen 81; listen 81; }'), "3 invalid: 'listen' '81' stands twice"],
  [inHttp('server { listen 81 ssl; }'), "3 invalid: 'listen … ssl' in a server without 'ssl_certificate'."],
  [inHttp('server { gzip yes; }'), "3 invalid: 'gzip' has the value 'yes'"],
  [inHttp('server { return 301 a b; }'), "3 invalid: 'return' has 3 arguments; it takes 1 or 2."],
  [inHttp('server;'), "3 invalid: 'server' has no block"],
  [inHttp('gzip on { }'), "3 invalid: 'gzip' has a block"],
  [inHttp('server { return 200 "a"b; }'), "3 invalid: Unexpected 'b' right after a closing quote."],
  [inHttp('server { return 200 "a; }'), '3 invalid: The quote that line 3 opens is never closed.'],
  ['events {}\nhttp {\nserver {\n}\n', "5 invalid: The file ends before the \"}\" of the block 'http' of line 2."],
  ['events {}\nhttp { }\n}\n', '3 invalid: Unexpected "}": no block is open.'],
  ['events {}\nuser\n', "3 invalid: The file ends inside the directive 'user'"],
  ['events {}\nworker_processes many;\n', "2 invalid: 'worker_processes' has the value 'many'"],
  ['http {}\n', '1 invalid: nginx refuses a file without an "events" block.'],
];

describe('what nginx refuses', () => {
  it.each(REFUSED.map(([text, remark]) => [remark, text]))('%s', (remark, text) => {
    expect(serious(text)[0]).toContain(remark);
  });

  it('finds the recorded mistakes', () => {
    for (const { id, inputs } of recordings('F-nginx')) {
      const { change } = inputs;
      if (change) expect(REAL, id).toContain(change.replace);
      expect(serious(change ? REAL.replace(change.replace, change.by) : REAL).length > 0, id).toBe(Boolean(change));
    }
  });

  it('never skips a line in silence', () => {
    const lines = ['include sites/*;', 'map $a $b { default 1; }', 'brotli on;', 'proxy_cache_path p keys_zone=c:1m;', 'add_header A b;', 'client_header_timeout 5s;'];
    const { remarks } = readNginx(inHttp(lines.join('\n')), 'nginx.conf');
    expect(lines.map((_, i) => remarks.find(({ line }) => line === i + 3)?.kind)).toEqual(['unsupported', 'ignored', 'unknown', 'ignored', 'ignored', 'unsupported']);
  });
});

const drawn = Array.from({ length: 400 }, (_, seed) => drawNginx(new Draw(seed)));

describe('writing', () => {
  it('reads back what it wrote', () => {
    for (const [seed, part] of drawn.entries()) {
      const { part: back, remarks } = readNginx(renderNginx(part), 'nginx.conf');
      expect(back, `seed ${seed}`).toEqual(part);
      expect(remarks.filter(({ kind }) => kind !== 'ignored'), `seed ${seed}`).toEqual([]);
    }
  });

  it('gives the reason behind the lines that matter', () => {
    const text = renderNginx({ ...PART, method: { kind: 'ip_hash' }, servers: [PART.servers[0]!, { ...PART.servers[0]!, backup: true }] });
    for (const line of ['server 10', 'proxy_read_timeout', 'proxy_next_upstream ', 'ip_hash']) expect(text.split('\n').filter((one) => one.trim().startsWith(line)).every((one) => one.includes('# ')), line).toBe(true);
    expect(text.indexOf('ip_hash')).toBeGreaterThan(text.indexOf('backup;'));
  });
});

describe('any text', () => {
  it('is read without an exception', () => {
    for (let seed = 0; seed < 1500; seed++) {
      const { part } = readNginx(drawText(new Draw(seed), seed % 2 === 0 ? REAL : renderNginx(drawn[seed % drawn.length]!)), 'nginx.conf');
      expect(Object.keys(part).sort()).toEqual(Object.keys(PART).sort());
    }
    for (const text of ['{'.repeat(50_000), 'a{'.repeat(50_000), '}'.repeat(1000), '"', '\\', 'events{}http{upstream{}}', `events{}http{server{${'location /{'.repeat(5000)}`]) expect(() => readNginx(text, 'f')).not.toThrow();
  });
});

describe.skipIf(!hasProgram('nginx'))('nginx itself', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'nginx-'));
    for (const name of ['shop', 'shop.example', 'api-2']) cpSync(new URL('../real-files/test-certificate.pem', import.meta.url), join(folder, `${name}.pem`));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const test = (text: string): { status: number | null; said: string } => {
    writeFileSync(join(folder, 'nginx.conf'), text.replaceAll('/etc/ssl/private', folder));
    const { status, stderr } = spawnSync('nginx', ['-t', '-q', '-e', 'stderr', '-p', folder, '-c', join(folder, 'nginx.conf')], { encoding: 'utf8', env: { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` } });
    // As anybody but root nginx says that it cannot change its user.
    return { status, said: stderr.split('\n').filter((line) => !line.includes('the "user" directive makes sense only')).join('\n').trim() };
  };

  it('takes what is written, without a warning', () => {
    for (const [seed, part] of drawn.slice(0, 120).entries()) expect(test(renderNginx(part)), `seed ${seed}`).toEqual({ status: 0, said: '' });
  });

  it('refuses what the reader calls an error', () => {
    const frame = 'pid nginx.pid; error_log stderr;\n';
    for (const [text] of REFUSED) expect(test(`${frame}${text}`).status, text).toBe(1);
  });

  it('takes backup before the line of any method', () => {
    for (const method of ['ip_hash', 'hash $uri', 'random']) expect(test(`pid nginx.pid;${inHttp(`upstream a { server 10.0.0.1; server 10.0.0.2 backup; ${method}; }`)}`).status, method).toBe(0);
  });
});

// What lines of haproxy.cfg mean.
import { describe, expect, it } from 'vitest';
import type { HaproxyPart } from '../../../src/daemons/parts.ts';
import { NEVER_MS, readHaproxy } from '../../../src/daemons/haproxy/index.ts';

type BackendPart = HaproxyPart['backends'][number];

const DEFAULTS = 'defaults\n mode http\n timeout connect 1s\n timeout client 10s\n timeout server 20s\n';
const read = (text: string): ReturnType<typeof readHaproxy> => readHaproxy(text, 'haproxy.cfg');
const remarksOf = (text: string): string[] => read(text).remarks.filter(({ kind }) => kind !== 'ignored').map(({ line, kind, message }) => `${line} ${kind}: ${message}`);

/** A frontend and a backend with these lines in the backend. */
const inBackend = (...lines: string[]): string => `${DEFAULTS}frontend fe\n bind :80\n default_backend be\nbackend be\n${lines.map((line) => ` ${line}\n`).join('')}`;
const backendOf = (...lines: string[]): BackendPart => {
  expect(remarksOf(inBackend(...lines))).toEqual([]);
  return read(inBackend(...lines)).part.backends[0]!;
};
/** A frontend with these lines before a backend `be` and a backend `api`. */
const inFrontend = (...lines: string[]): string => `${DEFAULTS}frontend fe\n bind :80\n default_backend be\n${lines.map((line) => ` ${line}\n`).join('')}backend be\nbackend api\n`;
const frontendOf = (...lines: string[]): HaproxyPart['frontends'][number] => {
  expect(remarksOf(inFrontend(...lines))).toEqual([]);
  return read(inFrontend(...lines)).part.frontends[0]!;
};

describe('balance', () => {
  it.each<[string[], BackendPart['balance']]>([
    [[], { algorithm: 'roundrobin' }], [['balance'], { algorithm: 'roundrobin' }], [['balance static-rr'], { algorithm: 'static-rr' }], [['balance random'], { algorithm: 'random', draws: 2 }],
    [['balance random(5)'], { algorithm: 'random', draws: 5 }], [['balance source'], { algorithm: 'source' }],
    [['balance uri'], { algorithm: 'hash', key: { path: { whole: false, depth: null } }, hashType: 'map-based', function: 'sdbm', avalanche: false, balanceFactor: null }],
    [['hash-type consistent', 'balance uri depth 3 whole'], { algorithm: 'hash', key: { path: { whole: true, depth: 3 } }, hashType: 'consistent', function: 'sdbm', avalanche: true, balanceFactor: null }],
    [['balance hdr(Host)', 'hash-type consistent djb2', 'hash-balance-factor 150'], { algorithm: 'hash', key: { header: 'Host' }, hashType: 'consistent', function: 'djb2', avalanche: false, balanceFactor: 150 }],
    [['balance source', 'hash-type consistent wt6 avalanche'], { algorithm: 'hash', key: 'source', hashType: 'consistent', function: 'wt6', avalanche: true, balanceFactor: null }],
    [['balance url_param uid', 'hash-type map-based crc32', 'hash-balance-factor 150'], { algorithm: 'hash', key: { urlParam: 'uid' }, hashType: 'map-based', function: 'crc32', avalanche: false, balanceFactor: null }],
  ])('%j', (lines, balance) => expect(backendOf(...lines).balance).toEqual(balance));
});

describe('servers', () => {
  it('have HAProxy\'s own defaults', () => {
    expect(backendOf('server s1 10.0.0.1:80 check').servers[0]).toEqual({
      name: 's1', endpoint: { address: '10.0.0.1', port: 80 }, weight: 1, backup: false, check: { interMs: 2000, fall: 3, rise: 2, fastinterMs: null, downinterMs: null }, slowstartMs: 0, maxconn: 0, minconn: 0,
      maxqueue: 0, observe: null, errorLimit: 10, onError: 'fail-check', onMarkedDown: null, id: 1, cookie: null, disabled: false,
    });
  });

  it('take what default-server lines before them say, all of them together', () => {
    const { servers } = backendOf('server a 10.0.0.1:80 check', 'default-server check inter 500 fall 2', 'default-server weight 7', 'server b 10.0.0.2:80', 'server c 10.0.0.3:80 no-check weight 9');
    expect(servers.map(({ check, weight }) => [check?.interMs, check?.fall, weight])).toEqual([[2000, 3, 1], [500, 2, 7], [undefined, undefined, 9]]);
  });

  it('are counted where they have no id', () => {
    expect(backendOf('server a 10.0.0.1:80', 'server b 10.0.0.2:80 id 3', 'server c 10.0.0.3:80', 'server d 10.0.0.4:80').servers.map(({ id }) => id)).toEqual([1, 3, 4, 5]);
  });

  it('have a fixed limit where minconn is above maxconn', () => {
    expect(backendOf('server a 10.0.0.1:80 minconn 9 maxconn 5', 'server b 10.0.0.2:80 minconn 5 maxconn 9').servers.map(({ minconn, maxconn }) => [minconn, maxconn])).toEqual([[0, 9], [5, 9]]);
  });

  it('may be IPv6, a name, or without a port of their own', () => {
    expect(read(inBackend('server a [::1]:81', 'server b web.example:82', 'server c 10.0.0.1')).part.backends[0]!.servers.map(({ endpoint }) => endpoint)).toEqual([{ address: '::1', port: 81 }, { address: 'web.example', port: 82 }, { address: '10.0.0.1', port: 80 }]);
  });

  it('speak TLS where they say so', () => {
    expect(backendOf('server a 10.0.0.1:443 ssl verify none').sslToServers).toBe('verify none');
    expect(backendOf('server a 10.0.0.1:443 ssl verify required ca-file /ca.pem').sslToServers).toBe('verify required');
    expect(remarksOf(inBackend('server a 10.0.0.1:443 ssl'))).toEqual(['10 invalid: server: a verifies certificates without a ca-file to verify them with.']);
  });
});

describe('checks', () => {
  it.each<[string[], BackendPart['httpchk']]>([
    [['option httpchk'], { uri: '/', method: 'OPTIONS', expectStatus: null }], [['option httpchk /up'], { uri: '/up', method: 'OPTIONS', expectStatus: null }],
    [['option httpchk GET /up HTTP/1.1'], { uri: '/up', method: 'GET', expectStatus: null }], [['option httpchk GET /up', 'http-check expect status 204'], { uri: '/up', method: 'GET', expectStatus: 204 }],
    [['option httpchk GET /up', 'http-check send hdr Host example.org', 'http-check expect status 200-399'], { uri: '/up', method: 'GET', expectStatus: null }],
    [['option httpchk', 'http-check send meth HEAD uri /x ver HTTP/1.1 hdr Host a'], { uri: '/x', method: 'HEAD', expectStatus: null }], [['http-check expect status 200'], null],
  ])('%j', (lines, httpchk) => expect(backendOf(...lines).httpchk).toEqual(httpchk));

  it('says which expectations it loses', () => expect(remarksOf(inBackend('option httpchk', 'http-check expect ! rstatus ^5'))[0]).toMatch(/^11 unsupported/));
});

describe('failures', () => {
  it.each<[string[], Partial<BackendPart>]>([
    [[], { redispatch: 0, retries: 3, retryOn: ['conn-failure'], disableL7RetryForPost: false }], [['option redispatch'], { redispatch: -1 }], [['option redispatch 3', 'retries 5'], { redispatch: 3, retries: 5 }],
    [['option redispatch 0'], { redispatch: 100 }], [['option redispatch -2'], { redispatch: -2 }], [['retry-on 404 junk-response'], { retryOn: ['404', 'junk-response'] }],
    [['option redispatch', 'no option redispatch'], { redispatch: 0 }], [['retry-on 503 conn-failure'], { retryOn: ['503', 'conn-failure'] }],
    [['http-request disable-l7-retry if METH_POST'], { disableL7RetryForPost: true }], [['http-request disable-l7-retry if { method POST }'], { disableL7RetryForPost: true }],
    [['option allbackups', 'fullconn 30', 'cookie SRV insert indirect nocache httponly'], { allbackups: true, fullconn: 30, cookie: { name: 'SRV', mode: 'insert' } }],
  ])('%j', (lines, expected) => expect(backendOf(...lines)).toMatchObject(expected));
});

describe('timeouts', () => {
  it('are inherited, and a queue waits as long as a connection', () => {
    expect(backendOf('timeout connect 300').timeouts).toEqual({ connectMs: 300, clientMs: 10_000, serverMs: 20_000, queueMs: 300, checkMs: null, httpRequestMs: null });
    expect(backendOf('timeout queue 1m', 'timeout check 100us').timeouts).toMatchObject({ connectMs: 1000, queueMs: 60_000, checkMs: 1 });
  });

  it('of clients stand in the frontend that leads to a backend', () => {
    const { part } = read(inFrontend('timeout client 7s', 'timeout http-request 300ms'));
    expect(part.backends.map(({ timeouts }) => [timeouts.clientMs, timeouts.httpRequestMs])).toEqual([[7000, 300], [10_000, null]]);
    expect(part.timeouts).toMatchObject({ clientMs: 10_000, httpRequestMs: null });
  });

  it('that are missing are never, and said', () => {
    const text = 'frontend fe\n bind :80\n default_backend be\nbackend be\n server s 10.0.0.1:80\n';
    expect(read(text).part.backends[0]!.timeouts).toEqual({ connectMs: NEVER_MS, clientMs: NEVER_MS, serverMs: NEVER_MS, queueMs: NEVER_MS, checkMs: null, httpRequestMs: null });
    expect(remarksOf(text).map((one) => one.slice(0, 14))).toEqual(['1 unsupported:', '4 unsupported:', '4 unsupported:']);
    expect(read(text).part.backends[0]!.mode).toBe('tcp');
  });
});

describe('sections', () => {
  it('inherit from the last defaults, or from the one they name', () => {
    const text = `${DEFAULTS}defaults slow from fast\n`.replace('defaults\n', 'defaults fast\n retries 9\n');
    const { part } = read(`${text} mode http\n timeout connect 9s\ndefaults last\n mode tcp\n timeout connect 2s\n timeout server 2s\n timeout client 2s\nfrontend fe from slow\n bind :80\n default_backend a\nbackend a from slow\nbackend b\n`);
    expect(part.backends.map(({ mode, retries, timeouts }) => [mode, retries, timeouts.connectMs, timeouts.serverMs])).toEqual([['http', 9, 9000, 20_000], ['tcp', 3, 2000, 2000]]);
    expect(part.timeouts).toMatchObject({ connectMs: 9000, serverMs: 20_000 });
  });

  it('of listen are a frontend and a backend', () => {
    const { part } = read(`${DEFAULTS}listen db\n mode tcp\n bind :3306\n timeout client 1h\n server a 10.0.0.1:3306\nlisten pages\n bind :9000\n stats enable\n`);
    expect(part.frontends).toEqual([{ name: 'db', bind: [{ port: 3306, address: null, certificate: null, sslMinVer: null }], defaultBackend: 'db', useBackend: [], redirectToHttps: null, hstsMs: null, rules: [] }]);
    expect(part.backends.map(({ name, mode, timeouts }) => [name, mode, timeouts.clientMs])).toEqual([['db', 'tcp', 3_600_000]]);
  });

  it('take a disabled backend as servers in maintenance, and leave a disabled frontend out', () => {
    const { part } = read(`${inBackend('disabled', 'server a 10.0.0.1:80')}frontend off\n bind :81\n disabled\n default_backend be\n`);
    expect([part.frontends.map(({ name }) => name), part.backends[0]!.servers.map(({ disabled }) => disabled)]).toEqual([['fe'], [true]]);
  });
});

describe('what a frontend does', () => {
  const api = (method: 'GET' | 'POST' | null, pathBegins: string | null): object => ({ method, pathBegins, backend: 'api' });

  it.each<[string[], object[]]>([
    [['use_backend api if { path_beg /api }'], [api(null, '/api')]], [['acl a path_beg /api /v2', 'use_backend api if a METH_POST'], [api('POST', '/api'), api('POST', '/v2')]],
    [['acl a path_beg /api', 'acl a path_beg /v2', 'use_backend api if a || METH_GET'], [api(null, '/api'), api(null, '/v2'), api('GET', null)]],
    [['acl a path -m beg /a', 'use_backend api unless !a'], [api(null, '/a')]], [['use_backend api'], [api(null, null)]], [['use_backend api if FALSE'], []],
  ])('%j', (lines, expected) => expect(frontendOf(...lines).useBackend).toEqual(expected));

  it.each<[string[], object[]]>([
    [['http-request deny if { path /admin }'], [{ action: { kind: 'deny', status: 403 }, if: { fetch: 'path', values: ['/admin'], negated: false } }]],
    [['http-request deny deny_status 429 unless METH_GET'], [{ action: { kind: 'deny', status: 429 }, if: { fetch: 'method', values: ['GET', 'HEAD'], negated: true } }]],
    [['http-request return status 204'], [{ action: { kind: 'return', status: 204 }, if: null }]], [['http-request set-priority-class int(-10) if { path_beg /pay }'], [{ action: { kind: 'set-priority-class', priority: -10 }, if: { fetch: 'path_beg', values: ['/pay'], negated: false } }]],
    [['redirect prefix /new code 301 if { path /old } || { path /older }'], [{ action: { kind: 'redirect', status: 301, to: 'prefix /new' }, if: { fetch: 'path', values: ['/old'], negated: false } }, { action: { kind: 'redirect', status: 301, to: 'prefix /new' }, if: { fetch: 'path', values: ['/older'], negated: false } }]],
  ])('%j', (lines, expected) => expect(frontendOf(...lines).rules).toEqual(expected));

  it.each([['http-request redirect scheme https unless { ssl_fc }', 302], ['redirect scheme https code 308 if !{ ssl_fc }', 308], ['http-request redirect scheme https code 301', 301]])('sends plain requests to HTTPS: %s', (line, status) => {
    expect(frontendOf(line)).toMatchObject({ redirectToHttps: status, rules: [] });
  });

  it('sends Strict-Transport-Security', () => {
    for (const value of ['max-age=63072000', '"max-age=63072000; includeSubDomains"', 'max-age=63072000;\\ preload']) {
      expect(frontendOf(`http-response set-header Strict-Transport-Security ${value}`).hstsMs).toBe(63_072_000_000);
    }
  });

  it('says which conditions it loses, and keeps nothing half', () => {
    const { part, remarks } = read(inFrontend('use_backend api if { hdr(host) -i api.example.org }', 'http-request deny if METH_POST { path /a }'));
    expect(remarks.map(({ line, kind }) => [line, kind])).toEqual([[9, 'unsupported'], [9, 'unsupported'], [10, 'unsupported']]);
    expect(part.frontends[0]).toMatchObject({ useBackend: [], rules: [], defaultBackend: 'be' });
  });

  it('takes rules of a backend that it alone leads to', () => {
    const { part } = read(inBackend('http-request deny if { path /admin }'));
    expect(part.frontends[0]!.rules).toHaveLength(1);
    expect(remarksOf(`${inBackend('http-request deny if { path /admin }')}backend other\nfrontend more\n bind :81\n use_backend be if { path_beg /a }\n default_backend other\n`)[0]).toMatch(/^10 unsupported/);
  });

  it('binds several addresses, with certificates by their names', () => {
    const text = `global\n ssl-default-bind-options ssl-min-ver TLSv1.3\n${inFrontend('bind 10.0.0.1:443,10.0.0.2:443 ssl crt /etc/ssl/shop.pem', 'bind :::8443 v4v6 ssl crt certs/ ssl-min-ver TLSv1.2')}`;
    expect(read(text).part.frontends[0]!.bind.slice(1)).toEqual([
      { port: 443, address: '10.0.0.1', certificate: 'shop', sslMinVer: 'TLSv1.3' }, { port: 443, address: '10.0.0.2', certificate: 'shop', sslMinVer: 'TLSv1.3' }, { port: 8443, address: null, certificate: 'certs', sslMinVer: 'TLSv1.2' },
    ]);
  });
});

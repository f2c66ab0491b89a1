// A handful of scenarios, with parameters that no recording has, against the daemons installed here.
import { describe, expect, it } from 'vitest';
import { FAMILIES, judge, type Question } from '../../../src/fidelity/index.ts';
import type { HealthJob } from './health-job.ts';
import type { HttpJob, Step } from './http-job.ts';
import { describeLive, live } from './namespace.ts';
import type { SemiSyncSeen } from './semi-sync-job.ts';
import type { VrrpSeen } from './vrrp-job.ts';

/** What a busy machine may add to a time, milliseconds: less than any rule that is looked at. */
const BUSY_MS = 300;

/** Judges what a daemon did just now as if it were a recording. */
function expectSame(question: Omit<Question, 'daemon' | 'fields' | 'id'>, outputs: { [field: string]: unknown }): void {
  const name = question.family.split('.')[0]!;
  const { verdict, differences } = judge(FAMILIES, { ...question, id: 'live', daemon: { name, version: 'installed' }, fields: Object.keys(outputs) }, { outputs, runs: [] });
  expect({ verdict, differences }).toEqual({ verdict: 'same', differences: [] });
}

const DEFAULTS = `global
    nbthread 1
    maxconn 2000
    log 127.0.0.1:22490 local0 debug
    stats socket @WORKDIR@/admin.sock mode 600 level admin
defaults
    mode http
    log global
    timeout connect 2s
    timeout client 60s
    timeout server 60s
frontend fe
    bind 127.0.0.1:22400
    default_backend be
backend be
`;

const haproxy = (lines: string[], options: string[]): string => `${DEFAULTS}${lines.map((line) => `    ${line}\n`).join('')}${options.map((option, i) => `    server s${i + 1} 127.0.0.1:${22410 + i}${option === '' ? '' : ` ${option}`}\n`).join('')}`;
const weights = (...all: number[]): string[] => all.map((weight) => `weight ${weight}`);
const paths = (count: number): string[] => Array.from({ length: count }, (_, i) => `/page/${i * 7919 % 1000}${i % 3 === 0 ? `?q=${i}` : ''}`);

describeLive('HAProxy, live', ['haproxy'], () => {
  const select = (family: string, balance: string, options: string[], script: Step[], more: string[] = []): [string, Omit<Question, 'daemon' | 'fields' | 'id'>] => [
    `${family} ${balance} ${options.join(', ')}`,
    { family, inputs: { balance, weights: options.map((option) => Number(/weight (\d+)/.exec(option)?.[1] ?? 1)) }, script, config: haproxy([`balance ${balance}`, ...more], options) },
  ];
  it.each([
    select('haproxy.balance.roundrobin', 'roundrobin', weights(7, 4, 2), [{ op: 'get', n: 40 }]),
    select('haproxy.balance.static-rr', 'static-rr', weights(7, 4, 2), [{ op: 'get', n: 40 }]),
    select('haproxy.runtime', 'roundrobin', weights(6, 4, 3), [
      { op: 'get', n: 9 }, { op: 'sock', cmd: 'set server be/s2 state maint' }, { op: 'get', n: 8 }, { op: 'sock', cmd: 'set weight be/s1 50%' }, { op: 'get', n: 9 },
      { op: 'sock', cmd: 'set server be/s2 state ready' }, { op: 'get', n: 14 },
    ]),
    select('haproxy.hash.uri', 'uri', weights(2, 1, 3), [{ op: 'map', kind: 'uri', keys: paths(120) }], ['hash-type consistent']),
    select('haproxy.hash.uri', 'uri whole', weights(2, 1, 3), [{ op: 'map', kind: 'uri', keys: paths(120) }]),
  ])('%s', async (_, question) => {
    const job: HttpJob = { kind: 'http', daemon: 'haproxy', config: question.config as string, port: 22400, servers: [22410, 22411, 22412], script: question.script as Step[] };
    expectSame(question, await live(job));
  });

  it('marks a server down and up after the times of the formula', async () => {
    const [interMs, fall, rise, deathPhase, revivalPhase] = [700, 2, 3, 0.4, 0.5];
    const config = haproxy(['option log-health-checks'], [`check inter ${interMs} fall ${fall} rise ${rise}`]);
    const inputs = {
      check: 'tcp', death: 'refuse', inter_ms: interMs, fall, rise, fastinter_ms: null, downinter_ms: null, timeout_check_ms: null, timeout_connect_ms: 2000,
      death_at_fraction_of_inter_after_a_check: deathPhase, revival_at_fraction_of_downinter_after_DOWN: revivalPhase,
    };
    const job: HealthJob = { kind: 'health', config, port: 22400, server: 22410, logPort: 22490, interMs, downinterMs: interMs, deathPhase, revivalPhase };
    const seen = await live<{ detect_ms: number; recover_ms: number }>(job);
    const question = { id: 'live', family: 'haproxy.health', daemon: { name: 'haproxy', version: 'installed' }, inputs, script: null, config, fields: Object.keys(seen) };
    for (const [field, predicted] of Object.entries(judge(FAMILIES, question, null).predicted as typeof seen)) {
      expect(seen[field as keyof typeof seen] - predicted).toBeGreaterThan(-20);
      expect(seen[field as keyof typeof seen] - predicted).toBeLessThan(BUSY_MS);
    }
  });
});

describeLive('nginx, live', ['nginx'], () => {
  const config = (lines: string[], options: string[]): string => `daemon off;
master_process on;
worker_processes 1;
pid @WORKDIR@/nginx.pid;
error_log @WORKDIR@/error.log info;
events { worker_connections 1024; }
http {
    log_format up '$request_method $uri|$status|$upstream_addr|$upstream_status|$upstream_response_time';
    access_log @WORKDIR@/access.log up;
    client_body_temp_path @WORKDIR@/t1; proxy_temp_path @WORKDIR@/t2; fastcgi_temp_path @WORKDIR@/t3; uwsgi_temp_path @WORKDIR@/t4; scgi_temp_path @WORKDIR@/t5;
    upstream be {
${lines.map((line) => `        ${line}\n`).join('')}${options.map((option, i) => `        server 127.0.0.1:${26110 + i}${option === '' ? '' : ` ${option}`};\n`).join('')}    }
    server {
        listen 127.0.0.1:26100;
        location / {
            proxy_pass http://be;
            add_header X-Worker $pid;
        }
    }
}
`;
  const job = (text: string, script: Step[], asTried = false): HttpJob => ({ kind: 'http', daemon: 'nginx', config: text, port: 26100, servers: [26110, 26111, 26112], script, asTried });

  it('balances smoothly by weight', async () => {
    const script = [{ op: 'get', n: 33 }];
    const text = config([], ['weight=6', 'weight=3', 'weight=2']);
    expectSame({ family: 'nginx.round_robin', inputs: { weights: [6, 3, 2], servers: 3 }, script, config: text }, await live(job(text, script)));
  });

  it('moves keys on its consistent ring', async () => {
    const script = [{ op: 'map', kind: 'uri', keys: paths(90) }];
    const text = config(['hash $request_uri consistent;'], ['weight=2', 'weight=1', 'weight=1']);
    expectSame({ family: 'nginx.hash_consistent', inputs: { key: '$request_uri', weights: [2, 1, 1], servers: 3 }, script, config: text }, await live(job(text, script)));
  });

  it('hides a refusal, and leaves the server out', async () => {
    const script = [{ op: 'get', n: 3 }, { op: 'set', modes: { s2: 'refuse' } }, { op: 'get', n: 6 }, { op: 'set', modes: { s3: '503' } }, { op: 'get', n: 4 }];
    const text = config([], ['max_fails=2 fail_timeout=20s', 'max_fails=2 fail_timeout=20s', 'max_fails=2 fail_timeout=20s']);
    expectSame({ family: 'nginx.passive', inputs: { servers: 3 }, script, config: text }, await live(job(text, script, true)));
  });
});

describeLive('keepalived, live', ['keepalived', 'nsenter'], () => {
  const node = (router: string, priority: number): string => `global_defs {\n    router_id ${router}\n    enable_script_security\n    script_user root\n    vrrp_version 3\n}\nvrrp_instance VI_1 {\n    state BACKUP\n    interface v0\n    virtual_router_id 51\n    priority ${priority}\n    advert_int 0.5\n    virtual_ipaddress {\n        10.9.0.100/24\n    }\n}\n`;

  it.each(['sigterm', 'sigkill'] as const)('takes the address over after %s', async (event) => {
    const config = { A: node('A', 180), B: node('B', 60) };
    const { takeover_ms_after_event: takeover, ...seen } = await live<VrrpSeen>({ kind: 'vrrp', config, address: '10.9.0.100', event });
    const inputs = {
      event, vrrp_version: 3, advert_int_s: 0.5, priority: { A: 180, B: 60 }, initial_state: { A: 'BACKUP', B: 'BACKUP' }, addresses: { A: '10.9.0.1', B: '10.9.0.2' },
      event_phase_after_last_advert: 0.5, extra: { A: '', B: '' },
    };
    expectSame({ family: 'keepalived.vrrp', inputs, script: null, config }, { ...seen });
    // When the last advert was is not known here: the time lies within one interval of the formula, and a busy machine adds a little.
    const skew = ((256 - 60) / 256) * 500;
    const [least, most] = event === 'sigterm' ? [skew, skew] : [2 * 500 + skew, 3 * 500 + skew];
    expect(takeover).toBeGreaterThan(least - 20);
    expect(takeover).toBeLessThan(most + BUSY_MS);
  });
});

describeLive('MariaDB, live', ['mariadbd', 'mariadb', 'mariadb-install-db'], () => {
  it('waits once for a replica that has gone, then no more, and waits again when it is back', async () => {
    const timeoutMs = 600;
    const { commit_ms_after_replica_gone: commits, ...seen } = await live<SemiSyncSeen>({ kind: 'semi-sync', waitPoint: 'AFTER_COMMIT', timeoutMs });
    expect(commits[0]).toBeGreaterThan(timeoutMs - 5);
    expect(commits[0]).toBeLessThan(timeoutMs + BUSY_MS);
    for (const later of commits.slice(1)) expect(later).toBeLessThan(BUSY_MS);
    const common = 'binlog-format=ROW\nlog-bin=binlog\n';
    const config = {
      primary: `[mariadbd]\nserver-id=1\nport=24001\nbind-address=127.0.0.1\n${common}rpl_semi_sync_master_enabled=ON\nrpl_semi_sync_master_wait_point=AFTER_COMMIT\nrpl_semi_sync_master_timeout=${timeoutMs}\n`,
      replica: `[mariadbd]\nserver-id=2\nport=24002\nbind-address=127.0.0.1\n${common}rpl_semi_sync_slave_enabled=ON\n`,
    };
    expectSame({ family: 'mariadb.semisync.ack', inputs: { wait_point: 'AFTER_COMMIT', link_delay_ms_one_way: 0, timeout_ms: timeoutMs, wait_no_slave: 'ON' }, script: null, config }, { ...seen });
  });
});

describe('the live tests', () => {
  it('compare with families that exist', () => {
    const names = FAMILIES.flatMap((family) => family.names);
    for (const name of ['haproxy.balance.roundrobin', 'haproxy.runtime', 'haproxy.hash.uri', 'haproxy.health', 'nginx.passive', 'keepalived.vrrp', 'mariadb.semisync.ack']) expect(names).toContain(name);
  });
});

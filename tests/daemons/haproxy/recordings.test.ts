// Files that the real HAProxy ran, and the one realistic file with its broken variants.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readHaproxy, renderHaproxy } from '../../../src/daemons/haproxy/index.ts';
import { recordingNames, RECORDINGS } from './check.ts';

interface Recording { config: string; inputs: { change: { replace: string; by: string } | null }; outputs: { exit: number; message: string[] } }

const REAL = readFileSync(join(import.meta.dirname, '../real-files/haproxy.cfg'), 'utf8');
const recording = (name: string): Recording => JSON.parse(readFileSync(join(RECORDINGS, name), 'utf8')) as Recording;
const refusals = (text: string): { line: number; kind: string }[] => readHaproxy(text, 'haproxy.cfg').remarks.filter(({ kind }) => kind === 'invalid' || kind === 'unknown');

describe('files of recordings', () => {
  const names = recordingNames(/^[AB]-/);

  it('are read whole: nothing is unknown, wrong or lost', () => {
    expect(names.length).toBeGreaterThan(100);
    for (const name of names) expect(readHaproxy(recording(name).config, name).remarks.filter(({ kind }) => kind !== 'ignored')).toEqual([]);
  });

  it('have a frontend, a backend and its servers', () => {
    for (const name of names) {
      const { part } = readHaproxy(recording(name).config, name);
      const servers = recording(name).config.split('\n').filter((line) => /^\s+server /.test(line)).length;
      expect([part.frontends[0]?.defaultBackend, part.backends.length, part.backends[0]?.servers.length], name).toEqual(['be', 1, servers]);
    }
  });

  it('say the same after they are rendered', () => {
    for (const name of names) {
      const { part } = readHaproxy(recording(name).config, name);
      expect(readHaproxy(renderHaproxy(part), name).part, name).toEqual(part);
    }
  });
});

describe('the realistic file', () => {
  const { part, remarks } = readHaproxy(REAL, 'haproxy.cfg');

  it('has nothing unknown or wrong; of it the checks by MySQL are lost', () => {
    expect(remarks.filter(({ kind }) => kind !== 'ignored').map(({ line, kind, message }) => [line, kind, message.slice(0, 18)])).toEqual([[56, 'unsupported', 'option mysql-check'], [65, 'unsupported', 'option mysql-check']]);
  });

  it('is read', () => {
    expect(part.timeouts).toEqual({ connectMs: 2000, clientMs: 30_000, serverMs: 30_000, queueMs: 10_000, checkMs: 1000, httpRequestMs: 5000 });
    expect(part.frontends[0]).toEqual({
      name: 'www',
      bind: [{ port: 8080, address: '0.0.0.0', certificate: null, sslMinVer: null }, { port: 8443, address: '0.0.0.0', certificate: '@CERT@', sslMinVer: 'TLSv1.2' }],
      defaultBackend: 'web', useBackend: [{ method: null, pathBegins: '/api', backend: 'api' }], redirectToHttps: 301, hstsMs: 31_536_000_000, rules: [],
    });
    expect(part.frontends.map(({ name, defaultBackend }) => [name, defaultBackend])).toEqual([['www', 'web'], ['mysql_write', 'mysql_write'], ['mysql_read', 'mysql_read']]);
    const [web, api, write] = part.backends;
    expect(web).toMatchObject({ mode: 'http', httpchk: { uri: '/health', method: 'GET', expectStatus: 200 }, cookie: { name: 'SRV', mode: 'insert' }, redispatch: -1, retries: 3 });
    expect(web!.servers[0]).toEqual({
      name: 'web1', endpoint: { address: '10.0.1.11', port: 8000 }, weight: 100, backup: false, check: { interMs: 2000, fall: 3, rise: 2, fastinterMs: 500, downinterMs: 5000 }, slowstartMs: 10_000,
      maxconn: 200, minconn: 0, maxqueue: 0, observe: null, errorLimit: 10, onError: 'fail-check', onMarkedDown: null, id: 1, cookie: 'web1', disabled: false,
    });
    expect(web!.servers[2]).toMatchObject({ name: 'sorry', backup: true, check: null, cookie: null, id: 3, weight: 1 });
    expect(api).toMatchObject({ balance: { algorithm: 'leastconn' }, httpchk: { uri: '/health', method: 'GET', expectStatus: null } });
    expect(write).toMatchObject({ name: 'mysql_write', mode: 'tcp', httpchk: null, timeouts: { clientMs: 3_600_000, serverMs: 3_600_000, connectMs: 2000 } });
    expect(write!.servers[1]).toMatchObject({ backup: true, onMarkedDown: 'shutdown-sessions' });
  });

  it('says the same after it is rendered', () => {
    expect(readHaproxy(renderHaproxy(part), 'haproxy.cfg').part).toEqual(part);
  });
});

describe('broken variants', () => {
  const names = recordingNames(/^F-haproxy-/);

  it('are recorded', () => expect(names).toHaveLength(7));

  it.each(names)('%s', (name) => {
    const { inputs: { change }, outputs: { exit, message } } = recording(name);
    const text = change === null ? REAL : REAL.replace(change.replace, change.by);
    if (change !== null) expect(text).not.toBe(REAL);
    // A certificate that is missing on one machine is no error of the file.
    const isRefused = exit !== 0 && !message.join().includes('No such file');
    expect(refusals(text).length).toBe(isRefused ? 1 : 0);
    const line = /haproxy\.cfg:(\d+)\]/.exec(message.join('\n'))?.[1];
    if (isRefused && line !== undefined) expect(refusals(text)[0]!.line).toBe(Number(line));
  });
});

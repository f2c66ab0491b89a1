// The shipped files against the programs that read them, and against each other.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { command as serve } from '../../../src/cli/commands/serve.ts';
import { prepare } from './lab/balancer.ts';
import { DEPLOY, haproxyProgram } from './lab/places.ts';

const read = (name: string): string => readFileSync(join(DEPLOY, name), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'nsp-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program that may be missing: then a test of it is skipped, or fails with NSP_REQUIRE=1. */
const needs = (program: string | null): { skip: boolean } => ({ skip: program === null && process.env['NSP_REQUIRE'] !== '1' });
const systemd = existsSync('/usr/bin/systemd-analyze') ? '/usr/bin/systemd-analyze' : null;

describe('haproxy.cfg', () => {
  const text = read('haproxy.cfg');

  it('is what HAProxy takes without a warning', needs(haproxyProgram()), () => {
    const { file, env } = prepare(folder, {});
    const { status, stdout, stderr } = spawnSync(haproxyProgram()!, ['-c', '-V', '-f', file], { env: { ...process.env, ...env }, encoding: 'utf8' });
    expect([status, stderr, stdout.trim()]).toEqual([0, '', 'Configuration file is valid']);
  });

  it('knows both instances in both backends, and holds a whole submission in one buffer', () => {
    expect([...text.matchAll(/^ {4}server (nsp\d) "\$\{(NSP_\d)-/gm)].map(([, name, variable]) => `${name} ${variable}`)).toEqual(['nsp1 NSP_1', 'nsp2 NSP_2', 'nsp1 NSP_1', 'nsp2 NSP_2']);
    expect(Number(/tune\.bufsize (\d+)/.exec(text)![1])).toBeGreaterThanOrEqual(64 * 1024 + 8 * 1024);
  });

  it('sends PostgreSQL messages whose lengths are right', () => {
    const messages = [...text.matchAll(/tcp-check send-binary ([0-9a-f]+)/g)].map(([, hex]) => Buffer.from(hex!, 'hex'));
    expect(messages.map((message, at) => (at === 0 ? message.readInt32BE(0) === message.length : message.readInt32BE(1) === message.length - 1))).toEqual([true, true, true]);
    expect(messages[0]!.subarray(8).toString().split('\0')).toEqual(['user', 'nsp_check', 'database', 'postgres', '', '']);
    expect(messages[1]!.subarray(5).toString()).toBe('SELECT pg_is_in_recovery()\0');
  });
});

describe('systemd units', () => {
  const units = ['nsp@.service', 'nsp-backup.service', 'nsp-backup.timer'];

  it.each(units)('%s is sound', needs(systemd), (name) => {
    const { status, stderr } = spawnSync(systemd!, ['verify', '--man=no', join(DEPLOY, 'systemd', name)], { encoding: 'utf8' });
    // Words about units of this very machine are none of ours.
    expect([status, stderr.split('\n').filter((line) => line.includes('nsp')).filter((line) => !line.includes('is not executable'))]).toEqual([0, []]);
  });

  it('gives an instance few rights', needs(systemd), () => {
    const { stdout } = spawnSync(systemd!, ['security', '--offline=true', '--no-pager', join(DEPLOY, 'systemd/nsp@.service')], { encoding: 'utf8' });
    expect(Number(/Overall exposure level.*: (\d+\.\d)/.exec(stdout)?.[1])).toBeLessThan(2);
  });
});

describe('shell scripts', () => {
  it.each(['backup.sh', 'postgresql/first-start.sh', 'postgresql/clone.sh', 'postgresql/promote.sh'])('%s has no mistake of syntax, and stops at the first error', (name) => {
    execFileSync('sh', ['-n', join(DEPLOY, name)]);
    expect(read(name)).toMatch(/^set -eu$/m);
  });
});

describe('the compose file', () => {
  const compose = parse(read('compose.yaml'), { merge: true }) as { services: { [name: string]: { command?: string[]; environment?: { [name: string]: string }; volumes?: string[]; networks?: { inside: { ipv4_address: string } } } }; networks: { inside: { ipam: { config: { subnet: string }[] } } } };
  const { haproxy, nsp1, nsp2, db1, db2 } = compose.services;
  const address = (service: typeof haproxy): string => service!.networks!.inside.ipv4_address;
  /** Arguments after `serve`, without port, address and folder, which differ. */
  const options = (words: readonly string[]): string[] => words.slice(words.indexOf('serve') + 1).filter((word, at, all) => !['--port', '--host', '--data'].some((name) => word === name || all[at - 1] === name));

  it('starts instances as the unit does, with options that the command has', () => {
    const unit = /^ExecStart=(.*)$/m.exec(read('systemd/nsp@.service'))![1]!.split(' ');
    expect(options(nsp1!.command!)).toEqual(options(unit));
    expect(nsp2!.command).toEqual(nsp1!.command);
    for (const name of unit.filter((word) => word.startsWith('--'))) expect(Object.keys(serve.options!)).toContain(name.slice(2));
  });

  it('tells HAProxy where everybody is, by names that its configuration has', () => {
    const known = new Set([...read('haproxy.cfg').matchAll(/"\$\{(NSP_[A-Z_0-9]+)-/g)].map(([, name]) => name!));
    for (const name of Object.keys(haproxy!.environment!)) expect(known).toContain(name);
    const port = nsp1!.command![nsp1!.command!.indexOf('--port') + 1];
    expect(haproxy!.environment).toMatchObject({ NSP_1: `${address(nsp1)}:${port}`, NSP_2: `${address(nsp2)}:${port}`, NSP_DB_1: `${address(db1)}:5432`, NSP_DB_2: `${address(db2)}:5432` });
    expect(nsp1!.environment!['DATABASE_URL']).toContain(`@${haproxy!.environment!['NSP_POSTGRESQL']}/nsp`);
    const certificate = /ssl crt "\$\{NSP_CERTIFICATE-([^}]+)\}"/.exec(read('haproxy.cfg'))![1]!;
    expect(haproxy!.volumes!.some((volume) => volume.includes(`:${certificate}:`))).toBe(true);
  });

  it('uses the network that pg_hba.conf lets in', () => {
    const [{ subnet }] = compose.networks.inside.ipam.config as [{ subnet: string }];
    const lines = read('postgresql/pg_hba.conf').split('\n').filter((line) => /^host/.test(line) && !/\breject$/.test(line));
    expect(lines.map((line) => line.split(/\s+/)[3])).toEqual(lines.map(() => subnet));
    for (const service of [haproxy, nsp1, nsp2, db1, db2]) expect(address(service).startsWith(subnet.replace(/\d+\/24$/, ''))).toBe(true);
  });
});

// keepalived.conf: read, written, and taken by keepalived.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readKeepalived, renderKeepalived } from '../../../src/daemons/keepalived/index.ts';
import type { KeepalivedPart, VrrpInstancePart } from '../../../src/daemons/parts.ts';
import { describeLive } from '../../fidelity/live/namespace.ts';
import { Draw, drawKeepalived, drawText } from '../nginx/draw.ts';

const RECORDINGS = new URL('../../fidelity/recordings/', import.meta.url);
const REAL = readFileSync(new URL('../real-files/keepalived.conf', import.meta.url), 'utf8');
const recordings = (start: string): { id: string; config: { [host: string]: string } | null; inputs: { [name: string]: any } }[] => readdirSync(RECORDINGS)
  .filter((name) => name.startsWith(start)).map((name) => JSON.parse(readFileSync(new URL(name, RECORDINGS), 'utf8')));

const remarksOf = (text: string): string[] => readKeepalived(text, 'keepalived.conf').remarks.map(({ line, kind, message }) => `${line} ${kind}: ${message}`);
const serious = (text: string): string[] => remarksOf(text).filter((remark) => !/^\d+ (ignored|unsupported)/.test(remark));
const instance = (more = '', head = 'vrrp_instance V {', address = '10.0.0.100'): string => `${head}\ninterface eth0\nvirtual_router_id 5\nvirtual_ipaddress {\n${address}\n}\n${more}\n}\n`;
const SCRIPT = 'global_defs {\nenable_script_security\nscript_user root\n}\nvrrp_script s {\nscript "/usr/bin/pgrep -x haproxy"\n}\n';
const only = (text: string): VrrpInstancePart => readKeepalived(text, 'keepalived.conf').part.instances[0]!;

const INSTANCE: VrrpInstancePart = {
  name: 'V', address: '10.0.0.100', virtualRouterId: 5, version: 2, advertIntMs: 1000, trackScript: null, priority: 100, state: 'BACKUP', nopreempt: false, preemptDelayMs: 0, unicast: null, interface: 'eth0',
};

describe('reading', () => {
  it('takes every recorded file', () => {
    for (const { id, config, inputs } of recordings('C-')) {
      for (const [host, text] of Object.entries(config!)) {
        const { part, remarks } = readKeepalived(text, id);
        expect(remarks, id).toEqual([]);
        expect(part.instances[0], id).toMatchObject({ priority: inputs['priority'][host], version: inputs['vrrp_version'], advertIntMs: inputs['advert_int_s'] * 1000, state: inputs['initial_state'][host] });
        expect(part.instances[0]!.nopreempt, id).toBe(inputs['extra'][host].includes('nopreempt'));
      }
    }
  });

  it('takes a real file', () => {
    const { part, remarks } = readKeepalived(REAL, 'keepalived.conf');
    expect(part).toEqual({
      routerId: 'lb1',
      instances: [{
        ...INSTANCE, name: 'VI_1', address: '10.0.0.10', virtualRouterId: 51, priority: 150, unicast: { source: '10.0.0.11', peers: ['10.0.0.12'] },
        trackScript: { check: 'process', intervalMs: 2000, fall: 2, rise: 2, weight: -60 },
      }],
    });
    expect(remarks.map(({ line, kind }) => [line, kind])).toEqual([[24, 'ignored']]);
  });

  it('has the defaults of the daemon', () => {
    expect(readKeepalived('', 'keepalived.conf')).toEqual({ part: { routerId: '', instances: [] }, remarks: [] });
    expect(only(instance())).toEqual(INSTANCE);
    expect(only(instance('state MASTER')).priority).toBe(255);
    expect(only(instance('priority 255')).state).toBe('MASTER');
    expect(only(instance('', undefined, 'fd00::1')).version).toBe(3);
    expect(only(`${SCRIPT}${instance('track_script {\ns\n}')}`).trackScript).toEqual({ check: 'process', intervalMs: 1000, fall: 1, rise: 1, weight: 0 });
  });

  it('rounds as keepalived does', () => {
    expect([1.4, 1.5, 0.2, 254.7].map((seconds) => only(instance(`advert_int ${seconds}`)).advertIntMs)).toEqual([1000, 2000, 1000, 255_000]);
    expect(['0.254', '0.255', '41'].map((seconds) => only(instance(`version 3\nadvert_int ${seconds}`)).advertIntMs)).toEqual([250, 260, 40_950]);
  });

  it('knows blocks, comments, quotes and macros as keepalived does', () => {
    const texts = [
      instance('priority 120', 'vrrp_instance V\n{'), instance('priority 120', 'vrrp_instance V{'), instance('"priority" "120"'), instance('priority 120! not 90'), instance('priority 120 # not 90'),
      `$P=12\n${instance('priority ${P}0')}`, `$P=\\\npriority 120\\\npreempt\n${instance('$P')}`, instance('@^other priority 120'), instance('priority 90\npriority 120'),
      'vrrp_instance V { interface eth0\nvirtual_router_id 5\npriority 120\nvirtual_ipaddress { 10.0.0.100 }}\n',
    ];
    for (const text of texts) {
      expect(only(text), text).toEqual({ ...INSTANCE, priority: 120 });
      expect(serious(text), text).toEqual([]);
    }
  });

  it('takes the weight of the line before that of the script', () => {
    expect(only(`${SCRIPT}${instance('track_script {\ns weight -20\n}')}`).trackScript!.weight).toBe(-20);
  });

  it('tells a test over HTTP from one of the process', () => {
    const check = (command: string): string => only(`${SCRIPT.replace('/usr/bin/pgrep -x haproxy', command)}${instance('track_script {\ns\n}')}`).trackScript!.check;
    expect(['/usr/bin/curl -f http://127.0.0.1/', '/usr/bin/wget -q -O- localhost', '/usr/bin/killall -0 haproxy', '/usr/bin/test -e /run/haproxy.pid', '/etc/check.sh'].map(check)).toEqual(['http', 'http', 'process', 'process', 'process']);
  });

  it('says what a design cannot', () => {
    const unsupported = remarksOf(`vrrp_sync_group G {\ngroup {\nV\n}\n}\nvirtual_server 10.0.0.1 80 {\nlb_algo rr\n}\n${instance('notify_master /etc/promote.sh\ntrack_interface {\neth1\n}\ndown_timer_adverts 5')}`);
    expect(unsupported.map((remark) => remark.replace(/ changes.*/, ''))).toEqual(["1 unsupported: 'vrrp_sync_group'", "6 unsupported: 'virtual_server'", "15 unsupported: 'notify_master'", "16 unsupported: 'track_interface'", "19 unsupported: 'down_timer_adverts'"]);
    expect(remarksOf(instance('garp_master_delay 1', undefined, '10.0.0.1/24 dev eth0 label eth0:1\n10.0.0.2'))).toEqual([expect.stringContaining('1 unsupported'), expect.stringContaining("8 ignored: 'garp_master_delay'")]);
  });
});

/** Each of these `keepalived --config-test` refuses (2.2.7, exit code not 0); the test below asks it, where it is installed. */
const REFUSED: [text: string, remark: string][] = [
  [instance('priorty 100'), "7 unknown: keepalived 2.2 has no keyword 'priorty' in vrrp_instance."],
  [`vrrp_things {\n}\n${instance()}`, "1 unknown: keepalived 2.2 has no keyword 'vrrp_things' outside of blocks."],
  [instance('priority 0'), "7 invalid: 'priority' has the value '0'"],
  [instance('priority'), "7 invalid: 'priority' has no value"],
  [instance('virtual_router_id 256'), "7 invalid: 'virtual_router_id' has the value '256'"],
  [instance().replace('virtual_router_id 5\n', ''), "1 invalid: vrrp_instance 'V': the virtual_router_id must be set."],
  [instance().replace('interface eth0\n', ''), "1 invalid: vrrp_instance 'V': it names no 'interface'"],
  [instance('', undefined, ''), "1 invalid: vrrp_instance 'V': it has no address"],
  [instance('', undefined, '10.0.0.300'), "5 invalid: 'virtual_ipaddress' has '10.0.0.300'"],
  [instance('', undefined, '10.0.0.1/33'), "5 invalid: 'virtual_ipaddress' has '10.0.0.1/33'"],
  [instance('', undefined, '10.0.0.1/24 fast'), "5 invalid: 'virtual_ipaddress' has the option 'fast'"],
  [instance('', 'vrrp_instance {'), "1 invalid: vrrp_instance ''"],
  [instance('state backup'), "7 invalid: 'state' has the value 'backup'"],
  [instance('advert_int 0'), "7 invalid: 'advert_int' has the value '0'"],
  [instance('advert_int 1.5'), "1 invalid: vrrp_instance 'V': version 2 cannot send advert_int 1.5"],
  [instance('version 3\nadvert_int 0.255'), "1 invalid: vrrp_instance 'V': version 3 cannot send advert_int 0.255"],
  [instance('version 4'), "7 invalid: The VRRP version is '4'"],
  [instance('state MASTER\npriority 9\nnopreempt'), "9 invalid: vrrp_instance 'V': 'nopreempt' has no effect with state MASTER"],
  [instance('state MASTER\npriority 9\npreempt_delay 3'), "9 invalid: vrrp_instance 'V': 'preempt_delay' has no effect with state MASTER"],
  [instance('nopreempt\npreempt_delay 3'), "8 invalid: vrrp_instance 'V': 'preempt_delay' has no effect with nopreempt"],
  [instance('state BACKUP\npriority 255\nnopreempt'), "9 invalid: vrrp_instance 'V': 'nopreempt' has no effect with priority 255"],
  [instance('version 3\nauthentication {\nauth_type PASS\nauth_pass x\n}'), "8 invalid: vrrp_instance 'V': VRRP version 3 has no authentication"],
  [instance('authentication {\nauth_type PASS\n}'), "7 invalid: 'authentication' has no 'auth_pass'"],
  [instance('authentication {\nauth_type NONE\nauth_pass x\n}'), "8 invalid: 'auth_type' has the value 'NONE'"],
  [instance('authentication {\nauth_type PASS\nauth_pass 123456789\n}'), "9 invalid: 'auth_pass' is longer than 8"],
  [instance('unicast_src_ip 10.0.0.1'), "1 invalid: vrrp_instance 'V': unicast without any peer"],
  [instance('unicast_peer {\nhost\n}'), "1 invalid: vrrp_instance 'V': unicast without any peer"],
  [instance('unicast_peer {\nfd00::1\n}'), "1 invalid: vrrp_instance 'V': a unicast peer is not of the family"],
  [instance('unicast_peer {\n10.0.0.1 10.0.0.2\n}'), "8 invalid: 'unicast_peer' has '10.0.0.2' behind an address"],
  [instance('track_script x {\n}'), "7 invalid: 'track_script' has 'x' before its block"],
  [instance('', 'vrrp_instance V x {'), "1 invalid: 'vrrp_instance' has 'x' before its block"],
  [instance('track_script {\ns\n}'), "8 invalid: 'track_script' names 's'"],
  [`${instance('track_script {\ns\n}')}${SCRIPT}`, "8 invalid: 'track_script' names 's'"],
  [`${SCRIPT}${instance('track_script {\ns weigth 2\n}')}`, "15 invalid: 'track_script' has the option 'weigth'"],
  [`${SCRIPT}${instance('priority 255\ntrack_script {\ns weight 2\n}')}`, "16 invalid: vrrp_instance 'V': a script with a weight has no effect on priority 255"],
  [SCRIPT.replace('}\n', '}\nvrrp_script t {\ninterval 0.5\nscript x\n}\n'), "6 invalid: 'interval' has the value '0.5'"],
  [SCRIPT.replace(/script "/, 'fall 0\nscript "'), "6 invalid: 'fall' has the value '0'"],
  [SCRIPT.replace(/script "/, 'weight 300\nscript "'), "6 invalid: 'weight' has the value '300'"],
  [`vrrp_script s {\ninterval 1\n}\n${instance()}`, "1 invalid: vrrp_script 's' has no 'script'"],
  [`${SCRIPT.replace('enable_script_security\n', '')}${instance('track_script {\ns\n}')}`, '4 invalid: A script runs as root without'],
  [`${instance()}${instance('', 'vrrp_instance W {')}`, "9 invalid: vrrp_instance 'W' and 'V' use the same virtual_router_id 5"],
  [`${instance()}${instance()}`, "9 invalid: vrrp_instance 'V' is already defined."],
  [instance('notify_stop "/bin/x'), '7 invalid: The quote on this line is never closed.'],
  [`}\n${instance()}`, '1 invalid: Extra "}"'],
  [instance().slice(0, -3), "1 invalid: The block 'vrrp_instance V' has no \"}\""],
  [instance('', 'vrrp_instance V'), '4 unknown'],
];

describe('what keepalived refuses', () => {
  it.each(REFUSED.map(([text, remark]) => [remark, text]))('%s', (remark, text) => {
    expect(serious(text).find((one) => one.includes(remark)) ?? serious(text)).toContain(remark);
  });

  it('finds the recorded mistakes', () => {
    for (const { id, inputs } of recordings('F-keepalived')) {
      const change = inputs['change'] as { replace: string; by: string } | null;
      if (change !== null) expect(REAL, id).toContain(change.replace);
      expect(serious(change === null ? REAL : REAL.replace(change.replace, change.by)).length > 0, id).toBe(change !== null);
    }
  });
});

const drawn = Array.from({ length: 400 }, (_, seed) => drawKeepalived(new Draw(seed)));

describe('writing', () => {
  it('reads back what it wrote', () => {
    for (const [seed, part] of drawn.entries()) {
      const { part: back, remarks } = readKeepalived(renderKeepalived(part), 'keepalived.conf');
      expect(back, `seed ${seed}`).toEqual(part);
      expect(remarks, `seed ${seed}`).toEqual([]);
    }
  });

  it('leaves out what keepalived would clear, and says why', () => {
    const cleared: VrrpInstancePart[] = [
      { ...INSTANCE, nopreempt: true, preemptDelayMs: 5000 }, { ...INSTANCE, name: 'W', virtualRouterId: 6, state: 'MASTER', nopreempt: true, preemptDelayMs: 5000 },
      { ...INSTANCE, name: 'X', virtualRouterId: 7, priority: 255, trackScript: { check: 'process', intervalMs: 1000, fall: 1, rise: 1, weight: 9 } },
    ];
    const text = renderKeepalived({ routerId: '', instances: cleared });
    expect(text.match(/# No (?:nopreempt|\w+_\w+)/g)).toEqual(['# No preempt_delay', '# No nopreempt', '# No preempt_delay', '# No track_script']);
    const back: KeepalivedPart = readKeepalived(text, 'keepalived.conf').part;
    expect(back.instances).toEqual([{ ...cleared[0], preemptDelayMs: 0 }, { ...cleared[1], nopreempt: false, preemptDelayMs: 0 }, { ...cleared[2], trackScript: null }]);
    expect(serious(text)).toEqual([]);
  });

  it('asks the health URL that it is given', () => {
    const part = { routerId: 'a', instances: [{ ...INSTANCE, trackScript: { check: 'http' as const, intervalMs: 1000, fall: 1, rise: 1, weight: 0 } }] };
    expect(renderKeepalived(part, { healthUrl: 'http://127.0.0.1:8404/health' })).toContain(' http://127.0.0.1:8404/health"');
    expect(readKeepalived(renderKeepalived(part), 'f').part).toEqual(part);
  });
});

describe('any text', () => {
  it('is read without an exception', () => {
    for (let seed = 0; seed < 1500; seed++) readKeepalived(drawText(new Draw(seed), seed % 2 === 0 ? REAL : renderKeepalived(drawn[seed % drawn.length]!)), 'keepalived.conf');
    const doubling = Array.from({ length: 60 }, () => '$A=$A$A').join('\n');
    for (const text of ['{'.repeat(50_000), 'a {\n'.repeat(50_000), '}'.repeat(1000), '"', '\\', `$A=aa\n${doubling}\n$A`]) expect(() => readKeepalived(text, 'f')).not.toThrow();
  });
});

describeLive('keepalived itself', ['keepalived', 'curl', 'pgrep'], () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'keepalived-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Exit code and words for each text, all in one namespace with an interface eth0. */
  const test = (texts: readonly string[]): { code: number; said: string }[] => {
    for (const [i, text] of texts.entries()) writeFileSync(join(folder, `${i}.conf`), text);
    const script = `ip link add eth0 type veth peer name p0 && ip link set eth0 up && cd "$1" && i=0; while [ $i -lt $2 ]; do keepalived -l --config-test -f "$1/$i.conf" >$i.out 2>&1; echo $?; i=$((i+1)); done`;
    const { stdout } = spawnSync('unshare', [...(process.getuid?.() === 0 ? ['-n'] : ['-r', '-n']), 'sh', '-c', script, 'sh', folder, String(texts.length)], { encoding: 'utf8', env: { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` } });
    const codes = stdout.trim().split('\n').map(Number);
    return texts.map((_, i) => ({ code: codes[i]!, said: readFileSync(join(folder, `${i}.out`), 'utf8').trim() }));
  };

  it('takes what is written, without a warning', () => {
    const seen = test(drawn.slice(0, 120).map((part) => renderKeepalived(part)));
    for (const [seed, one] of seen.entries()) expect(one, `seed ${seed}`).toEqual({ code: 0, said: expect.not.stringMatching(/warning|ignor|clear|invalid|security/i) });
  });

  it('refuses what the reader calls an error', () => {
    const seen = test(REFUSED.map(([text]) => text));
    expect(seen.flatMap(({ code }, i) => (code === 0 ? [REFUSED[i]![1]] : []))).toEqual([]);
  });

  it('takes what the reader takes', () => {
    const texts = [REAL, instance(), instance('priority 120! not 90'), `$P=12\n${instance('priority ${P}0')}`, `${SCRIPT}${instance('track_script {\ns weight -20\n}')}`, 'vrrp_instance V { interface eth0\nvirtual_router_id 5\nvirtual_ipaddress { 10.0.0.100 }}\n'];
    for (const text of texts) expect(serious(text)).toEqual([]);
    expect(test(texts).map(({ code }) => code)).toEqual(texts.map(() => 0));
  });
});


// HAProxy's words about checks and states, all from HAProxy 2.6.12 itself.
import { describe, expect, it } from 'vitest';
import type { Backend, BackendServer } from '../../../src/infrastructure/model.ts';
import type { FaultKind } from '../../../src/simulation/scenario.ts';
import { answers, bench, crash } from './hand.ts';

const CHECK = { interMs: 300, fall: 2, rise: 2, fastinterMs: null, downinterMs: null };
const HTTP = { httpchk: { uri: '/h', method: 'GET', expectStatus: null } } as const;

function log(servers: Partial<BackendServer>[], faults: FaultKind[], given: Partial<Omit<Backend, 'timeouts'>> = {}, logsChecks = true, untilMs = 1000): string[] {
  const probe = bench(servers, given, faults);
  probe.log.health.logsChecks = logsChecks;
  probe.runUntil(untilMs);
  return probe.log.health.lines.map((line) => line.text);
}
const failed = (reason: string, status = '0/2 DOWN'): string => `Health check for server web/s1 failed, reason: ${reason}, status: ${status}.`;
const down = 'Server web/s1 is DOWN. 0 active and 0 backup servers left. 0 sessions active, 0 requeued, 0 remaining in queue.';

describe('the first check', () => {
  it.each<[string, FaultKind, string]>([
    ['refused', crash('s1'), 'Layer4 connection problem, info: "Connection refused", check duration: 0ms'], ['closed', answers('s1', 'closes'), 'Layer7 invalid response, check duration: 0ms'],
    ['silent', { kind: 'process-pause', target: 's1' }, 'Layer7 timeout, check duration: 300ms'], ['dropped', { kind: 'host-loss', host: 'host-s1' }, 'Layer4 timeout, check duration: 300ms'],
    ['500', answers('s1', 500), 'Layer7 wrong status, code: 500, info: "Internal Server Error", check duration: 0ms'],
    ['reset', answers('s1', 'resets'), 'Socket error, info: "Connection reset by peer", check duration: 0ms'],
    ['404', answers('s1', 404), 'Layer7 wrong status, code: 404, info: "Not Found", check duration: 0ms'],
  ])('%s: one failure is enough', (_, fault, reason) => {
    expect(log([{ check: CHECK }], [fault], HTTP).map((line) => line.replace(/duration: [12]ms/, 'duration: 0ms'))).toEqual([failed(reason), down]);
  });
  it('without log-health-checks the state says why', () => {
    expect(log([{ check: CHECK }, {}], [crash('s1')], {}, false)).toEqual(['Server web/s1 is DOWN, reason: Layer4 connection problem, info: "Connection refused", check duration: 0ms. 1 active and 0 backup servers left. 0 sessions active, 0 requeued, 0 remaining in queue.']);
  });
  it('passed: full health, which is told once', () => {
    expect(log([{ check: CHECK }], [])).toEqual(['Health check for server web/s1 succeeded, reason: Layer4 check passed, check duration: 0ms, status: 2/2 UP.']);
    expect(log([{ check: CHECK }], [answers('s1', 'cuts')], HTTP)).toEqual([expect.stringMatching(/^Health check for server web\/s1 succeeded, reason: Layer7 check passed, code: 200, check duration: \dms, status: 2\/2 UP\.$/)]);
  });
  it('a server in maintenance is not asked', () => expect(log([{ check: CHECK, disabled: true }, {}], [crash('s1')])).toEqual([]));
});

describe('backups', () => {
  it('are named so', () => expect(log([{}, { check: CHECK, backup: true }], [crash('s2')], {}, false)[0]).toMatch(/^Backup Server web\/s2 is DOWN, .*\. 1 active and 0 backup servers left\. 0 sessions/));
  it('are what it runs on', () => expect(log([{ check: CHECK }, { backup: true }], [crash('s1')], {}, false)[0]).toMatch(/\. 0 active and 1 backup servers left\. Running on backup\. 0 sessions active/));
});

describe('a server that stays down', () => {
  it('is told of again only for another reason', () => {
    const probe = bench([{ check: CHECK }], HTTP, [answers('s1', 500)]);
    probe.log.health.logsChecks = true;
    probe.runUntil(2000);
    expect(probe.log.health.lines).toHaveLength(2);
    probe.begin(crash('s1'));
    probe.runUntil(3000);
    expect(probe.log.health.lines.map((line) => line.text).slice(2)).toEqual([failed('Layer4 connection problem, info: "Connection refused", check duration: 0ms')]);
  });
});

describe('first checks', () => {
  const first = (...checks: Partial<NonNullable<BackendServer['check']>>[]): number[] => {
    const probe = bench(checks.map((check) => ({ check: { ...CHECK, fall: 3, ...check } })));
    probe.runUntil(8000);
    return checks.map((_, i) => Math.floor(probe.log.health.syns.find((syn) => syn.server === `s${i + 1}`)!.atMs));
  };
  it('are spread over the interval, which is fastinter at the start', () => {
    expect(first({ interMs: 1000 }, { interMs: 1000 }, { interMs: 1000 }, { interMs: 1000 })).toEqual([0, 250, 500, 750]);
    expect(first({ interMs: 900, fastinterMs: 300 }, { interMs: 900, fastinterMs: 300 }, { interMs: 900, fastinterMs: 300 })).toEqual([0, 100, 200]);
  });
  // Tried: the shortest interval of a second or more spreads those that are shorter.
  it('of different intervals', () => {
    expect(first({ interMs: 300 }, { interMs: 300 }, { interMs: 2000 })).toEqual([0, 666, 1333]);
    expect(first({ interMs: 3000 }, { interMs: 3000, fastinterMs: 300 }, { interMs: 1500 })).toEqual([0, 500, 1000]);
  });
});

describe('SYNs of a check that a silent host does not answer', () => {
  const syns = (interMs: number, untilMs: number): number[] => {
    const probe = bench([{ check: { ...CHECK, interMs } }], {}, [{ kind: 'host-loss', host: 'host-s1' }]);
    probe.runUntil(untilMs);
    return probe.log.health.syns.map(({ atMs }) => atMs);
  };
  it('are repeated every second while it lasts', () => {
    expect(syns(900, 2500)).toEqual([0, 1800]);
    expect(syns(2000, 4500)).toEqual([0, 1000, 4000, 5000]);
    expect(syns(3200, 100)).toEqual([0, 1000, 2000, 3000]);
  });
  it('and after the fifth second ever less often', () => expect(syns(20000, 100)).toEqual([0, 1000, 2000, 3000, 4000, 5000, 7000, 11000, 19000]));
});

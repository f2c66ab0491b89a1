// `slowstart` as HAProxy 2.6.12 was recorded doing it, and what was tried beside the recordings.
import { describe, expect, it } from 'vitest';
import type { Backend, BackendServer } from '../../../src/infrastructure/model.ts';
import type { Probe } from '../../../src/simulation/probe.ts';
import { bench, crash, together } from './hand.ts';

const CHECK = { interMs: 100, fall: 1, rise: 1, fastinterMs: null, downinterMs: null };

/** s1 has just come up again. */
function risen(server: Partial<BackendServer>, given: Partial<Backend> = {}): { probe: Probe; upMs: number } {
  const probe = bench([{ check: CHECK, ...server }, { weight: server.weight ?? 1 }], given);
  probe.runUntil(1050);
  const revive = probe.begin(crash('s1'));
  probe.runUntil(1250);
  revive();
  probe.runUntil(1350);
  return { probe, upMs: probe.log.health.lines.at(-1)!.atMs };
}
const weight = (probe: Probe): number => Number(probe.command('get weight web/s1').split(' ')[0]);
const weights = (probe: Probe, upMs: number, seconds: number): number[] => Array.from({ length: seconds }, (_, s) => {
  probe.runUntil(upMs + s * 1000 + 500);
  return weight(probe);
});
/** Share of s1 of 320 requests, one after another. */
function share(probe: Probe): number {
  const first = probe.log.sessions.lines.length;
  for (let i = 0; i < 320; i++) {
    probe.answer(probe.send());
    probe.runUntil(probe.now + 0.5);
  }
  return probe.log.sessions.lines.slice(first).filter((line) => line.server === 's1').length / 320;
}

describe('slowstart', () => {
  it('weights grow in sixteenths, once a second', () => {
    const { probe, upMs } = risen({ weight: 100, slowstartMs: 10_000 });
    expect(weights(probe, upMs, 11)).toEqual([7, 13, 25, 32, 44, 57, 63, 75, 82, 94, 100]);
  });
  // Tried: with 80 s the weight changes after 5 and 10 s, though a twentieth of it would be 4 s.
  it('the steps of a long one are not delayed', () => {
    const { probe, upMs } = risen({ weight: 256, slowstartMs: 80_000 });
    expect(weights(probe, upMs, 12)).toEqual([16, 16, 16, 16, 16, 32, 32, 32, 32, 32, 48, 48]);
  });
  it('a part of a second is a whole one', () => {
    const { probe, upMs } = risen({ weight: 16, slowstartMs: 1500 });
    expect(weights(probe, upMs, 3)).toEqual([1, 9, 16]);
  });
  it('shares ramp where the shown weight cannot', () => {
    const { probe, upMs } = risen({ slowstartMs: 6000 });
    expect(weight(probe)).toBe(1);
    expect(Math.abs(share(probe) - 1 / 17)).toBeLessThan(0.01);
    probe.runUntil(upMs + 3001);
    expect(Math.abs(share(probe) - 9 / 25)).toBeLessThan(0.01);
    probe.runUntil(upMs + 6001);
    expect(Math.abs(share(probe) - 0.5)).toBeLessThan(0.01);
  });
  it('static-rr and maps ignore it', () => {
    const { probe } = risen({ weight: 10, slowstartMs: 6000 }, { balance: { algorithm: 'static-rr' } });
    expect([weight(probe), share(probe)]).toEqual([10, 0.5]);
  });
  it('never at the start of HAProxy, and not without a fall', () => {
    const probe = bench([{ check: CHECK, slowstartMs: 10_000, weight: 100 }]);
    probe.runUntil(500);
    expect(weight(probe)).toBe(100);
  });
  it('ends when the server goes down, and begins anew', () => {
    const { probe, upMs } = risen({ weight: 100, slowstartMs: 10_000 });
    probe.runUntil(upMs + 5500);
    expect(weight(probe)).toBe(57);
    const revive = probe.begin(crash('s1'));
    probe.runUntil(upMs + 6000);
    revive();
    probe.runUntil(upMs + 6200);
    expect(weight(probe)).toBe(7);
  });
  it('leaving maintenance begins none', () => {
    const { probe, upMs } = risen({ weight: 100, slowstartMs: 10_000 });
    probe.command('set server web/s1 state maint');
    probe.runUntil(upMs + 1500);
    probe.command('set server web/s1 state ready');
    expect(weight(probe)).toBe(100);
  });
  // Tried: maxconn 10 and 5 s: one request at a time in the first second, two in the next, then four.
  it('the limit of connections grows with it, from one', () => {
    const { probe, upMs } = risen({ slowstartMs: 5000, maxconn: 10 }, { balance: { algorithm: 'source' } });
    probe.begin(crash('s2'));
    const at = (seconds: number): number => {
      probe.runUntil(upMs + seconds * 1000 + 100);
      return together(probe, new Array(12).fill({ workMs: 100, address: '10.0.0.2' })).filter((line) => line.includes('q=0/0')).length;
    };
    expect([at(0), at(2), at(4), at(6)]).toEqual([1, 4, 8, 10]);
  });
});

// What HAProxy 2.6.12 does and logs where several attempts of one request fail in different ways: all lines from the daemon itself.
import { describe, expect, it } from 'vitest';
import type { FaultKind } from '../../../src/simulation/scenario.ts';
import { answers, bench, crash, lines, play } from './hand.ts';

const GET = {};
const drops = (name: string): FaultKind => ({ kind: 'host-loss', host: `host-${name}` });
const ANY = { retryOn: ['all-retryable-errors' as const], redispatch: 1 };
const servers = (count: number): {}[] => new Array(count).fill({});
const ends = (given: Parameters<typeof bench>[1], faults: FaultKind[], count = 4): string => play(bench(servers(count), { timeouts: { connectMs: 200, serverMs: 150 }, ...given }, faults), [GET])[0]!;

describe('several failed connections', () => {
  it('the first one names the end', () => {
    expect(ends({ redispatch: -1, retries: 1 }, [crash('s1'), drops('s2')])).toMatch(/^s2 503 SC-- \+1 /);
    expect(ends({ redispatch: -1, retries: 1 }, [drops('s1'), crash('s2')])).toMatch(/^s2 503 sC-- \+1 /);
    expect(ends({ redispatch: -1, retries: 2 }, [crash('s1'), drops('s2'), crash('s3')])).toMatch(/^s3 503 SC-- \+2 /);
    expect(ends({ redispatch: -1 }, [drops('s1'), crash('s2')], 2)).toMatch(/^s2 503 sC-- \+3 /);
  });
  it('a request that was sent and is sent again begins anew', () => {
    expect(ends({ ...ANY, retries: 2 }, [drops('s1'), answers('s2', 503), crash('s3')])).toMatch(/^s3 503 SC-- \+2 /);
    expect(ends({ ...ANY, retries: 2 }, [crash('s1'), answers('s2', 503), drops('s3')])).toMatch(/^s3 503 sC-- \+2 /);
  });
  it('where it finds no server then, the time of connecting reaches back to the connection before', () => {
    const hangs: FaultKind = { kind: 'process-pause', target: 's1' };
    expect(ends({ ...ANY, retries: 1 }, [hangs, crash('s2')])).toBe('s2 503 SC-- +1 q=0/0 t=0/150/-150/-1/150');
  });
});

describe('retry-on with a status', () => {
  it.each([401, 403, 404, 408, 425, 501] as const)('%i', (status) => {
    expect(ends({ redispatch: 1, retryOn: [`${status}`] }, [answers('s1', status)])).toMatch(/^s2 200 ---- \+1 /);
    expect(ends(ANY, [answers('s1', status)])).toMatch(new RegExp(`^s1 ${status} ---- 0 `));
  });
  it('junk and early data, which never come: not even connections are repeated', () => {
    for (const word of ['junk-response', '0rtt-rejected'] as const) expect(ends({ redispatch: 1, retryOn: [word] }, [crash('s1')])).toMatch(/^s1 503 SC-- 0 /);
  });
});

describe('a body that comes later than its headers', () => {
  const later = (faults: FaultKind[]): string[] => {
    const probe = bench(servers(2), { ...ANY, timeouts: { connectMs: 300 } }, faults);
    const request = probe.send({ method: 'POST', sends: 'half-body' });
    probe.runUntil(100);
    probe.complete(request);
    probe.answer(request);
    probe.runUntil(probe.now + 1);
    return lines(probe);
  };
  it('is not sent a second time', () => expect(later([answers('s1', 503)])[0]).toMatch(/^s1 503 ---- 0 /));
  it('that has come in a pause between connections is sent whole', () => {
    const probe = bench([{}], { timeouts: { connectMs: 300 } });
    const end = probe.begin(crash('s1'));
    const request = probe.send({ method: 'POST', sends: 'half-body' });
    probe.runUntil(100);
    probe.complete(request);
    end();
    expect(probe.answer(request)?.status).toBe(200);
    expect(probe.now).toBeLessThan(320);
  });
});

describe('a client that has gone before the answer', () => {
  const leave = (answer: 'cuts' | 'stalls', abortAtMs: number): string[] => {
    const probe = bench([{}], { timeouts: { serverMs: 500 } }, [answers('s1', answer)]);
    const request = probe.send({ workMs: 200 });
    probe.runUntil(abortAtMs);
    probe.abort(request);
    probe.runUntil(2000);
    return lines(probe);
  };
  it('is what ends it as the headers come, whatever becomes of the body', () => {
    expect(leave('cuts', 100)).toEqual(['s1 200 CD-- 0 q=0/0 t=0/0/0/200/200']);
    expect(leave('stalls', 100)).toEqual(['s1 200 CD-- 0 q=0/0 t=0/0/0/200/200']);
  });
  it('in the body is not noticed: the server is blamed', () => expect(leave('stalls', 300)).toEqual(['s1 200 sD-- 0 q=0/0 t=0/0/0/200/700']));
});

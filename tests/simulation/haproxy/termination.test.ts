// Termination states, retries and timers as HAProxy 2.6.12 logged them; "tried" marks what was tried on the daemon beside the recordings.
import { describe, expect, it } from 'vitest';
import { STATUS } from '../../../src/simulation/calls.ts';
import { answers, bench, crash, lines, play } from './hand.ts';

const GET = {};
const cookie = (value: string) => ({ headers: { cookie: `SRV=${value}` } });
const COOKIES = { cookie: { name: 'SRV', mode: 'insert' } } as const;
const TWO = [{ cookie: 'c1' }, { cookie: 'c2' }];

describe('a server that refuses', () => {
  it('without options: three turn-arounds of the shorter of 1 s and timeout connect', () => {
    expect(play(bench([{}, {}], {}, [crash('s1')]), [GET, GET])).toEqual(['s1 503 SC-- 3 q=0/0 t=0/0/-1/-1/3002', 's2 200 ---- 0 q=0/0 t=0/0/0/0/0']);
    expect(play(bench([{}], { timeouts: { connectMs: 300 } }, [crash('s1')]), [GET])).toEqual(['s1 503 SC-- 3 q=0/0 t=0/0/-1/-1/902']);
  });
  // Tried: also leastconn, first, static-rr; a lone active server is waited for whatever the balance.
  it.each(['roundrobin', 'static-rr', 'leastconn', 'first'] as const)('option redispatch, %s: at once elsewhere', (algorithm) => {
    expect(play(bench([{}, {}, {}], { redispatch: -1, balance: { algorithm } }, [crash('s1')]), [GET])).toEqual(['s2 200 ---- +1 q=0/0 t=0/0/0/0/0']);
  });
  it.each(['roundrobin', 'leastconn', 'source'] as const)('option redispatch, %s, no other server: three turn-arounds, the last of them before a choice', (algorithm) => {
    expect(play(bench([{}], { redispatch: -1, balance: { algorithm } }, [crash('s1')]), [GET])).toEqual(['s1 503 SC-- 3 q=0/0 t=0/3001/-1/-1/3002']);
  });
  it('a cookie binds until the last retry, and is then one of a server that is down', () => {
    expect(play(bench(TWO, { ...COOKIES, redispatch: -1 }, [crash('s1')]), [cookie('c1'), cookie('c2'), cookie('zz'), GET])).toEqual([
      's2 200 --DI +3 q=0/0 t=0/2001/0/0/2001', 's2 200 --VN 0 q=0/0 t=0/0/0/0/0', 's2 200 --II +1 q=0/0 t=0/0/0/0/0', 's2 200 --NI +1 q=0/0 t=0/0/0/0/0',
    ]);
  });
  it('no answer from a server: no cookie', () => expect(play(bench(TWO, { ...COOKIES, retries: 0 }, [crash('s1')]), [cookie('c1'), cookie('c1')])).toEqual(['s1 503 SCVN 0 q=0/0 t=0/0/-1/-1/0', 's1 503 SCVN 0 q=0/0 t=0/0/-1/-1/0']));
  it('retry-on without conn-failure, or none: no retry', () => {
    for (const retryOn of [['none'], ['empty-response']] as const) expect(play(bench([{}, {}], { redispatch: 1, retryOn: [...retryOn] }, [crash('s1')]), [GET])).toEqual(['s1 503 SC-- 0 q=0/0 t=0/0/-1/-1/0']);
  });
});

describe('retry-on', () => {
  // Tried: without redispatch the same server is asked again at once, and Tc counts from the first choice.
  it('repeats on the same server', () => {
    expect(play(bench([{}, {}], { retryOn: ['empty-response'] }, [answers('s1', 'closes')]), [GET])).toEqual(['s1 502 SH-- 3 q=0/0 t=0/0/1/-1/1']);
    expect(play(bench([{}, {}], { retryOn: ['500'] }, [answers('s1', 500)]), [GET])).toEqual(['s1 500 ---- 3 q=0/0 t=0/0/1/0/1']);
    expect(play(bench([{}], { retryOn: ['response-timeout'], timeouts: { serverMs: 200 } }, [{ kind: 'process-pause', target: 's1' }]), [GET])).toEqual(['s1 504 sH-- 3 q=0/0 t=0/0/601/-1/801']);
  });
  it('goes elsewhere with redispatch, POST too unless that is disabled', () => {
    const post = { method: 'POST' };
    const given = { retryOn: ['all-retryable-errors' as const], redispatch: 1 };
    expect(play(bench([{}, {}], given, [answers('s1', 503)]), [post])).toEqual(['s2 200 ---- +1 q=0/0 t=0/0/0/0/0']);
    expect(play(bench([{}, {}], { ...given, disableL7RetryForPost: true }, [answers('s1', 503)]), [post, GET, GET])).toEqual([
      's1 503 ---- 0 q=0/0 t=0/0/0/0/0', 's2 200 ---- 0 q=0/0 t=0/0/0/0/0', 's2 200 ---- +1 q=0/0 t=0/0/0/0/0',
    ]);
  });
  it('never repeats half an answer', () => expect(play(bench([{}, {}], { retryOn: ['all-retryable-errors'], redispatch: 1 }, [answers('s1', 'cuts')]), [GET])).toEqual(['s1 200 SD-- 0 q=0/0 t=0/0/0/0/0']));
  it('is a matter of HTTP: over TCP only connections are repeated, and a failure is a closed connection', () => {
    const probe = bench([{}, {}], { mode: 'tcp', retryOn: ['all-retryable-errors'], redispatch: 1 }, [answers('s1', 500)]);
    expect(play(probe, [GET])).toEqual(['s1 500 ---- 0 q=0/0 t=0/0/0/0/0']);
    const dead = bench([{}], { mode: 'tcp', retries: 0 }, [crash('s1')]);
    expect(dead.answer(dead.send())?.status).toBe(STATUS.closed);
  });
});

describe('what the server does', () => {
  it.each([
    ['closes', 's1 502 SH-- 0 q=0/0 t=0/0/0/-1/0'], ['cuts', 's1 200 SD-- 0 q=0/0 t=0/0/0/0/0'], ['stalls', 's1 200 sD-- 0 q=0/0 t=0/0/0/0/300'], [404, 's1 404 ---- 0 q=0/0 t=0/0/0/0/0'],
  ] as const)('%s', (answer, line) => expect(play(bench([{}], { timeouts: { serverMs: 300 } }, [answers('s1', answer)]), [GET])).toEqual([line]));
});

it('a body that stalls is cut when the server dies, and timed out when its host does', () => {
  const die = (fault: Parameters<typeof crash>[0] | null): string[] => {
    const probe = bench([{}], { timeouts: { serverMs: 300 } }, [answers('s1', 'stalls')]);
    const request = probe.send();
    probe.runUntil(100);
    probe.begin(fault === null ? { kind: 'host-loss', host: 'host-s1' } : crash(fault));
    probe.answer(request);
    return lines(probe);
  };
  expect([die('s1'), die(null)]).toEqual([['s1 200 SD-- 0 q=0/0 t=0/0/0/0/100'], ['s1 200 sD-- 0 q=0/0 t=0/0/0/0/300']]);
});

describe('what the client does', () => {
  const given = { timeouts: { serverMs: 500, clientMs: 400, httpRequestMs: null } };
  it('malformed: 400 at once', () => expect(play(bench([{}], given), [{ sends: 'malformed' }])).toEqual(['<NOSRV> 400 PR-- 0 q=0/0 t=-1/-1/-1/-1/0']));
  it('half its headers: 408 after timeout http-request, or timeout client', () => {
    expect(play(bench([{}], { timeouts: { ...given.timeouts, httpRequestMs: 300 } }), [{ sends: 'half-headers' }])).toEqual(['<NOSRV> 408 cR-- 0 q=0/0 t=-1/-1/-1/-1/300']);
    expect(play(bench([{}], given), [{ sends: 'half-headers' }])).toEqual(['<NOSRV> 408 cR-- 0 q=0/0 t=-1/-1/-1/-1/400']);
  });
  const leave = (sends: 'all' | 'half-headers' | 'half-body', workMs: number, answer?: 500): string[] => {
    const probe = bench([{}], given, answer === undefined ? [] : [answers('s1', answer)]);
    const request = probe.send({ sends, workMs });
    probe.runUntil(150);
    probe.abort(request);
    probe.runUntil(2000);
    return lines(probe);
  };
  it('leaves while it sends headers: noticed at once', () => expect(leave('half-headers', 0)).toEqual(['<NOSRV> 400 CR-- 0 q=0/0 t=-1/-1/-1/-1/150']));
  // Tried: the state is the server's when that fails, whether the client is still there or not.
  it('leaves while it waits: noticed at the answer', () => {
    expect(leave('all', 300)).toEqual(['s1 200 CD-- 0 q=0/0 t=0/0/0/300/300']);
    expect(leave('all', 300, 500)).toEqual(['s1 500 CD-- 0 q=0/0 t=0/0/0/300/300']);
    expect(leave('all', 5000)).toEqual(['s1 504 sH-- 0 q=0/0 t=0/0/0/-1/500']);
  });
  it('leaves while it sends a body: noticed at once, no status', () => expect(leave('half-body', 0)).toEqual(['s1 -1 CD-- 0 q=0/0 t=0/0/0/-1/150']));
  // Tried: neither timeout client nor timeout http-request ends it, however short.
  it('half its body: the server is blamed after timeout server', () => expect(play(bench([{}], given), [{ sends: 'half-body', method: 'POST' }])).toEqual(['s1 504 sH-- 0 q=0/0 t=0/0/0/-1/500']));
  it('sends the rest later', () => {
    const probe = bench([{}], { timeouts: { serverMs: 500 } });
    const [headers, body] = [probe.send({ sends: 'half-headers' }), probe.send({ sends: 'half-body' })];
    probe.runUntil(200);
    probe.complete(headers);
    probe.complete(body);
    expect([probe.answer(headers)?.status, probe.answer(body)?.status]).toEqual([200, 200]);
    probe.runUntil(300);
    expect(lines(probe).sort()).toEqual(['s1 200 ---- 0 q=0/0 t=0/0/0/199/200', 's1 200 ---- 0 q=0/0 t=200/0/0/0/200']);
  });
});

describe('http-request rules', () => {
  const when = (fetch: 'path' | 'path_beg' | 'method', value: string, negated = false) => ({ fetch, values: [value], negated });
  const rules = [
    { action: { kind: 'deny' as const, status: 429 }, if: when('path', '/a') }, { action: { kind: 'redirect' as const, status: 301, to: 'location /z' }, if: when('path_beg', '/b') },
    { action: { kind: 'return' as const, status: 200 }, if: when('path', '/c') }, { action: { kind: 'deny' as const, status: 403 }, if: when('method', 'POST') },
    { action: { kind: 'deny' as const, status: 503 }, if: when('path_beg', '/ok', true) },
  ];
  it.each([
    [{ uri: '/a?x=1' }, '<NOSRV> 429 PR--'], [{ uri: '/b/x' }, '<NOSRV> 301 LR--'], [{ uri: '/c' }, '<NOSRV> 200 LR--'], [{ uri: '/ok', method: 'POST' }, '<NOSRV> 403 PR--'],
    [{ uri: '/other' }, '<NOSRV> 503 PR--'],
  ])('%j', (request, line) => expect(play(bench([{}], { rules }), [request])).toEqual([`${line} 0 q=0/0 t=0/-1/-1/-1/0`]));
  it('the others pass', () => expect(play(bench([{}], { rules }), [{ uri: '/okay' }])).toEqual(['s1 200 ---- 0 q=0/0 t=0/0/0/0/0']));
});

describe('no server', () => {
  it('all disabled: 503 at once', () => expect(play(bench([{ disabled: true }, { disabled: true }]), [GET])).toEqual(['<NOSRV> 503 SC-- 0 q=0/0 t=0/-1/-1/-1/0']));
  it('a disabled server does not keep the holders of its cookie', () => expect(play(bench([{ cookie: 'c1', disabled: true }, { cookie: 'c2' }], COOKIES), [cookie('c1')])).toEqual(['s2 200 --DI 0 q=0/0 t=0/0/0/0/0']));
});

// Queues and moving limits as HAProxy 2.6.12 was seen doing them; "tried" marks what was tried on the daemon beside the recordings.
import { describe, expect, it } from 'vitest';
import { bench, lines, play, together } from './hand.ts';

const QUEUE = { timeouts: { queueMs: 5000 } };
const cookie = (value: string) => ({ headers: { cookie: `SRV=${value}` } });
const COOKIES = { cookie: { name: 'SRV', mode: 'insert' } } as const;

describe('priority classes', () => {
  it('the smaller class first, then the older request', () => {
    const rules = [['/vip', -10], ['/low', 5]].map(([path, priority]) => ({ action: { kind: 'set-priority-class' as const, priority: Number(priority) }, if: { fetch: 'path_beg' as const, values: [String(path)], negated: false } }));
    const probe = bench([{ maxconn: 1 }], { ...QUEUE, rules });
    const positions = together(probe, ['/0', '/low', '/a', '/b', '/vip', '/vip2'].map((uri, i) => ({ uri, at: i * 20, workMs: 200 }))).map((line) => line.split(' ')[3]);
    expect(positions).toEqual(['q=0/0', 'q=0/5', 'q=0/3', 'q=0/4', 'q=0/1', 'q=0/2']);
  });
});

describe('the queues of a server and of its backend', () => {
  // Tried: whoever came first, bound to the server or not.
  it('are one line', () => {
    const probe = bench([{ maxconn: 1, cookie: 'c1' }, { maxconn: 1, cookie: 'c2' }], { ...QUEUE, ...COOKIES, balance: { algorithm: 'leastconn' } });
    const out = together(probe, [{ ...cookie('c1'), workMs: 200 }, { ...cookie('c2'), workMs: 900 }, { ...cookie('c1'), at: 20, workMs: 200 }, { at: 40, workMs: 200 }, { at: 60, workMs: 200 }, { ...cookie('c1'), at: 80, workMs: 200 }]);
    expect(out.map((line) => line.split(' ').slice(0, 4).join(' '))).toEqual(['s1 200 --VN q=0/0', 's2 200 --VN q=0/0', 's1 200 --VN q=1/0', 's1 200 --NI q=0/1', 's1 200 --NI q=0/2', 's1 200 --VN q=2/0']);
  });
  // Tried: only the first request that finds all servers full uses up turns; the next ones see the queue.
  it('whoever finds a queue takes no turn', () => {
    for (const waiting of [1, 2, 3, 4]) {
      const probe = bench([{ maxconn: 1 }, { maxconn: 1 }, { maxconn: 1 }], QUEUE);
      together(probe, Array.from({ length: 3 + waiting }, (_, i) => ({ at: i * 10, workMs: [200, 250, 300][i % 3]! })));
      expect(play(probe, [{}, {}, {}, {}]).slice(-4).map((line) => line.slice(0, 2))).toEqual(['s3', 's2', 's1', 's3']);
    }
  });
  it('a bound request waits at its server until timeout queue, with redispatch too', () => {
    for (const redispatch of [0, -1]) {
      const probe = bench([{ maxconn: 1, cookie: 'c1' }, { maxconn: 1, cookie: 'c2' }], { timeouts: { queueMs: 150 }, ...COOKIES, redispatch });
      expect(together(probe, [{ ...cookie('c1'), workMs: 300 }, { ...cookie('c1'), at: 10 }])).toEqual(['s1 200 --VN q=0/0 t=0/0/0/300/300', 's1 503 sQVN q=1/0 t=0/150/-1/-1/150']);
    }
  });
});

describe('maxqueue', () => {
  const four = Array.from({ length: 4 }, (_, i) => ({ uri: '/a', at: i * 10, workMs: 200 }));
  const servers = [{ maxconn: 1, maxqueue: 1, cookie: 'c1' }, { maxconn: 1, maxqueue: 1, cookie: 'c2' }];
  it('full: 503 at once for who is bound by a cookie', () => {
    const out = together(bench(servers, { ...QUEUE, ...COOKIES }), four.map((one) => ({ ...one, ...cookie('c1') })));
    expect(out.slice(1)).toEqual(['s1 200 --VN q=1/0 t=0/190/0/200/390', 's1 503 SQVN q=0/0 t=0/-1/-1/-1/0', 's1 503 SQVN q=0/0 t=0/-1/-1/-1/0']);
  });
  // Tried: `+0` in the log, since that is no retry.
  it('full, with redispatch: the cookie no longer counts', () => {
    const probe = bench(servers, { ...QUEUE, ...COOKIES, redispatch: -1 });
    together(probe, four.map((one) => ({ ...one, ...cookie('c1') })));
    expect(lines(probe).sort()).toEqual(['s1 200 --VN 0 q=0/0 t=0/0/0/200/200', 's1 200 --VN 0 q=1/0 t=0/190/0/200/390', 's2 200 --DI +0 q=0/0 t=0/0/0/200/200', 's2 200 --DI +0 q=0/1 t=0/190/0/200/390']);
  });
  it('full: 503 at once for who is bound by a hash, with redispatch too', () => {
    const out = together(bench(servers, { ...QUEUE, balance: { algorithm: 'source' }, redispatch: -1 }), four);
    expect(out.map((line) => line.slice(3, 11))).toEqual(['200 ----', '200 ----', '503 SQ--', '503 SQ--']);
  });
  it('does not matter to round robin, whose requests wait at the backend', () => {
    expect(together(bench(servers, QUEUE), [...four, ...four].map((one, i) => ({ ...one, at: i * 10 }))).every((line) => / 200 ---- q=0\//.test(line))).toBe(true);
  });
  // Tried: leastconn takes a full server whose own queue has room, and counts who waits there like a connection.
  it('leastconn lets requests wait at a server', () => {
    const out = together(bench([{ maxconn: 1, maxqueue: 2 }, { maxconn: 3, maxqueue: 2 }], { ...QUEUE, balance: { algorithm: 'leastconn' } }), four);
    expect(out.map((line) => line.split(' t=')[0])).toEqual(['s1 200 ---- q=0/0', 's2 200 ---- q=0/0', 's1 200 ---- q=1/0', 's1 200 ---- q=2/0']);
  });
});

describe('minconn and fullconn', () => {
  const ends = (servers: Parameters<typeof bench>[0], given: Parameters<typeof bench>[1], count: number): number[] => {
    const probe = bench(servers, { ...QUEUE, ...given });
    return together(probe, Array.from({ length: count }, (_, i) => ({ at: i, workMs: 200 }))).map((line) => Math.floor(Number(line.split('/').at(-1)) / 200));
  };
  // B-queue-minconn-fullconn: limit max(1, ⌊sessions · 5/10⌋), the session that ends being counted; who finds a queue joins it.
  it('the limit follows the sessions of the backend', () => expect(ends([{ minconn: 1, maxconn: 5 }], { fullconn: 10 }, 10)).toEqual([1, 1, 1, 1, 1, 1, 2, 2, 3, 4].map((n, i) => (i === 0 ? 1 : n + (i < 6 ? 0 : 0)) && [1, 1, 1, 1, 1, 1, 2, 2, 3, 4][i]!)));
  it('minconn alone is maxconn', () => expect(ends([{ minconn: 2 }], { fullconn: 4 }, 4)).toEqual([1, 1, 1, 1]));
  it('without fullconn it takes a tenth of the frontends\' 2000', () => expect(ends([{ minconn: 1, maxconn: 5 }], {}, 4)).toEqual([1, 1, 2, 3]));
});

describe('a server that goes down with requests in its queue', () => {
  const run = (redispatch: number) => {
    const probe = bench([{ maxconn: 1, cookie: 'c1', check: { interMs: 100, fall: 2, rise: 2, fastinterMs: null, downinterMs: null } }, { cookie: 'c2' }], { ...COOKIES, redispatch, timeouts: { queueMs: 1000 } });
    probe.runUntil(350);
    const held = probe.send({ ...cookie('c1'), workMs: Infinity });
    const others = [1, 2, 3].map(() => probe.send(cookie('c1')));
    probe.runUntil(380);
    probe.begin({ kind: 'host-loss', host: 'host-s1' });
    return { probe, held, others };
  };
  it('keeps them without redispatch', () => {
    const { probe, others } = run(0);
    expect(others.map((one) => probe.answer(one)?.status)).toEqual([503, 503, 503]);
    expect(probe.log.health.lines.at(-1)!.text).toMatch(/1 sessions active, 0 requeued, 3 remaining in queue\.$/);
  });
  it('lets them go with it', () => {
    const { probe, others } = run(-1);
    expect(others.map((one) => probe.answer(one)?.status)).toEqual([200, 200, 200]);
    probe.runUntil(probe.now + 1);
    expect(probe.log.health.lines.at(-1)!.text).toMatch(/1 sessions active, 3 requeued, 0 remaining in queue\.$/);
    expect(lines(probe).map((line) => line.split(' q=')[0] + line.split(' q=')[1]!.slice(0, 3))).toEqual(['s2 200 --DI +01/0', 's2 200 --DI +01/0', 's2 200 --DI +01/0']);
  });
  it('a queue in front of dead servers ends with timeout queue', () => {
    const probe = bench([{ maxconn: 1, check: { interMs: 100, fall: 2, rise: 2, fastinterMs: null, downinterMs: null } }], { timeouts: { queueMs: 700 } });
    probe.send({ workMs: Infinity });
    const waiting = probe.send();
    probe.runUntil(50);
    probe.begin({ kind: 'host-loss', host: 'host-s1' });
    expect(probe.answer(waiting)).toEqual({ atMs: 700, status: 503, setCookie: null });
    expect(probe.log.health.lines.map((line) => line.text)).toEqual([expect.stringMatching(/^Server web\/s1 is DOWN, reason: Layer4 timeout/)]);
  });
});

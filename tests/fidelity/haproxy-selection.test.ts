import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { haproxySelection } from '../../src/fidelity/families/haproxy-selection.ts';
import { judge, splitRecording } from '../../src/fidelity/judge.ts';
import type { Question } from '../../src/fidelity/recording.ts';

const FOLDER = join(import.meta.dirname, 'recordings');
const read = (name: string) => splitRecording(JSON.parse(readFileSync(join(FOLDER, name), 'utf8')));

describe('recordings of HAProxy choosing servers', () => {
  const names = readdirSync(FOLDER).filter((name) => name.startsWith('A-'));
  it('are there', () => expect(names).toHaveLength(88));
  it.each(names)('%s comes out the same', (name) => {
    const { question, answer } = read(name);
    const { verdict, differences, reason } = judge([haproxySelection], question, answer);
    expect({ verdict, differences, reason }).toEqual({ verdict: 'same', differences: [], reason: undefined });
  });
  it.each(['A-roundrobin-5-3-2', 'A-uri-consistent-wt6-1-1-1', 'A-cookie-insert', 'A-random-1-1-1', 'A-leastconn-hold-31'])('%s differs when one answer is another', (name) => {
    const { question, answer } = read(`${name}.json`);
    const steps = structuredClone(answer!.outputs['steps'] as unknown[]);
    const last = steps.length - 1;
    steps[last] = typeof steps[last] === 'string' ? `${steps[last].slice(0, -1)}9` : { ...(steps[last] as object), server: '9', s1: 100, s2: 1400, s3: 0 };
    expect(judge([haproxySelection], question, { outputs: { ...answer!.outputs, steps }, runs: [] }).verdict).toBe('differs');
  });
});

/** A recorded question with another backend and script. Answers below are those of HAProxy 2.6.12 to the same. */
function ask(backend: string, script: object[], mode = 'http'): unknown {
  const { question } = read('A-roundrobin-1-1-1.json');
  const lines = backend.split('\n').map((line) => `    ${line.trim()}`).join('\n').replace(/server s(\d)/g, 'server s$1 127.0.0.1:2011$1');
  const config = `${String(question.config).split('\nbackend be')[0]!.replace('mode http', `mode ${mode}`)}\nbackend be\n${lines}\n`;
  const prediction = haproxySelection.predict({ ...question, config, script, fields: ['steps'] } satisfies Question);
  return prediction.kind === 'predicted' ? prediction.outputs['steps'] : prediction.reason;
}
const get = (n: number) => ({ op: 'get', n });
const sock = (cmd: string) => ({ op: 'sock', cmd });

describe('other scenarios, as HAProxy 2.6.12 was seen doing them', () => {
  it('without a key a consistent hash walks the ring, and skips one point where its last one goes', () => {
    expect(ask('balance hdr(X-User)\nhash-type consistent\nserver s1 weight 2\nserver s2 weight 1\nserver s3 weight 3', [get(40), sock('set server be/s3 state maint'), get(20), sock('set server be/s3 state ready'), get(20)]))
      .toEqual(['3333331333332111131312311131212333133233', '', '11211112112211112122', '', '33211321333333213213']);
  });
  it('a map has the length of the first backup', () => {
    const backups = 'server s1 weight 1\nserver s2 weight 2\nserver s3 weight 3 backup\nserver s4 weight 2 backup';
    expect(ask(`balance static-rr\n${backups}`, [sock('set server be/s1 state maint'), sock('set weight be/s2 0'), get(8)])).toEqual(['', '', '33433433']);
    expect(ask(`balance source\n${backups}`, [sock('set server be/s1 state maint'), sock('set weight be/s2 0'), get(8)])).toEqual(['', '', '33333333']);
  });
  it('a remainder from before counts as a later turn', () => {
    const script = [sock('set weight be/s1 1'), get(11), sock('set server be/s4 state drain'), get(18), sock('set weight be/s1 256'), get(5), sock('set server be/s3 state ready'), get(14)];
    expect(ask('balance roundrobin\nserver s1 weight 4\nserver s2 weight 8\nserver s3 weight 10\nserver s4 weight 7', script)).toEqual(['', '32342342313', '', '232323232332323232', '', '13112', '', '11111111111111']);
  });
  it('a server without a cookie of its own takes the client\'s away', () => {
    const as = (client: string) => ({ op: 'get', n: 1, client });
    expect(ask('balance leastconn\ncookie ID insert indirect nocache\nserver s1 cookie a\nserver s3 backup', [as('x'), sock('set server be/s1 state maint'), as('x')])).toEqual([
      { client: 'x', server: '1', set_cookie: 'ID=a; path=/' }, '', { client: 'x', server: '3', set_cookie: 'ID=; Expires=Thu, 01-Jan-1970 00:00:01 GMT; path=/' },
    ]);
  });
  it('tells what it does not know', () => {
    expect(() => ask('balance roundrobin\nserver s1', [{ op: 'dance' }])).toThrow('The step "dance" is not known.');
    expect(() => ask('balance roundrobin\nserver s1', [sock('show stat')])).toThrow('is not known here');
  });
});

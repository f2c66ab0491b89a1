// Every recording of HAProxy's failures, replayed: no difference in any run.
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { haproxyFailures } from '../../src/fidelity/families/haproxy-failures.ts';
import { judge, splitRecording } from '../../src/fidelity/judge.ts';

const FOLDER = new URL('recordings/', import.meta.url);
const recordings = readdirSync(FOLDER).filter((name) => name.startsWith('B-')).sort().map((name) => splitRecording(JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))));

describe('HAProxy failures', () => {
  it('are 55 recordings', () => expect(recordings.length).toBe(55));
  it.each(recordings.map(({ question, answer }) => [question.id, question, answer] as const))('%s', (_, question, answer) => {
    const judgement = judge([haproxyFailures], question, answer);
    expect({ verdict: judgement.verdict, reason: judgement.reason, differences: judgement.differences }).toEqual({ verdict: 'same', reason: undefined, differences: [] });
  });
});

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nginx } from '../../src/fidelity/families/nginx.ts';
import { judge, splitRecording } from '../../src/fidelity/judge.ts';
import type { Answer } from '../../src/fidelity/recording.ts';

const FOLDER = join(import.meta.dirname, 'recordings');
const read = (name: string) => splitRecording(JSON.parse(readFileSync(join(FOLDER, name), 'utf8')));

describe('recordings of nginx', () => {
  const names = readdirSync(FOLDER).filter((name) => name.startsWith('D-'));
  it('are there', () => expect(names).toHaveLength(34));
  it.each(names)('%s comes out the same', (name) => {
    const { question, answer } = read(name);
    const { verdict, differences, reason } = judge([nginx], question, answer);
    expect({ verdict, differences, reason }).toEqual({ verdict: 'same', differences: [], reason: undefined });
  });
  it.each(['D-swrr-5-1-1', 'D-hash-consistent-1-1-1', 'D-next-tries2', 'D-leastconn-111'])('%s differs when one answer is another', (name) => {
    const { question, answer } = read(`${name}.json`);
    const steps = [...(answer!.outputs['steps'] as unknown[])];
    const last = steps[steps.length - 1];
    steps[steps.length - 1] = typeof last === 'string' ? `${last.slice(0, -1)}9` : [...(last as string[]).slice(1), '200 tried s1 -> 200'];
    expect(judge([nginx], question, { outputs: { steps }, runs: [] }).verdict).toBe('differs');
  });
  it('a server may be back or not between fail_timeout and a second more, and not before', () => {
    const { question, answer } = read('D-fail-11-2s-early.json');
    expect(question.script).toContainEqual({ op: 'wait', ms: 2400 });
    const wait = (ms: number) => ({ ...question, script: question.script!.map((step) => ((step as { op: string }).op === 'wait' ? { op: 'wait', ms } : step)) });
    const steps = (back: boolean): Answer => ({ outputs: { steps: answer!.runs.map((run) => run['steps'] as unknown[]).find((run) => JSON.stringify(run[5]).includes('s1') === back) }, runs: [] });
    const verdicts = (ms: number) => [false, true].map((back) => judge([nginx], wait(ms), steps(back)).verdict);
    expect(verdicts(2400)).toEqual(['same', 'same']);
    expect(verdicts(1500)).toEqual(['same', 'differs']);
    expect(verdicts(3200)).toEqual(['differs', 'same']);
  });
  it('a client waits as long as the tries take, and longer on a busy machine, but not less long', () => {
    const { question } = read('D-next-hang-proxy_read_timeout-400ms.json');
    const client = (ms: number) => ({ outputs: {}, runs: [{ client_ms: [[ms, 1], [401, 1], [401], [1, 401], [1, 401], [1, 401]] }] });
    expect([430, 300, 1200].map((ms) => judge([nginx], question, client(ms)).verdict)).toEqual(['same', 'differs', 'differs']);
  });
});

describe('two workers', () => {
  const zone = read('D-swrr-1-1-1-two-workers-zone.json').question;
  const apart = { ...zone, config: String(zone.config).replace('zone be 64k;', '') };
  const served = (a: string, b: string): Answer => ({ outputs: { steps: [{ served_by: '112233', worker_of_request: 'ababab', per_worker_sequence: { a, b } }] }, runs: [] });
  it('with a zone, one order for both', () => expect(judge([nginx], zone, served('123', '123')).verdict).toBe('differs'));
  it('without one, each its own order from the first server on', () => {
    expect(judge([nginx], apart, served('12312', '1231')).verdict).toBe('same');
    expect(judge([nginx], apart, served('12312', '2312')).verdict).toBe('differs');
  });
  it('without one, connections cannot be told', () => {
    const { question } = read('D-leastconn-111.json');
    const two = { ...question, config: String(question.config).replace('worker_processes 1', 'worker_processes 2') };
    expect(judge([nginx], two, null)).toMatchObject({ verdict: 'not modelled', reason: expect.stringContaining('2 workers without a zone') as string });
  });
});

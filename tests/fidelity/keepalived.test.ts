import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keepalived } from '../../src/fidelity/families/keepalived.ts';
import { judge, splitRecording } from '../../src/fidelity/judge.ts';
import type { Prediction } from '../../src/fidelity/recording.ts';

const FOLDER = join(import.meta.dirname, 'recordings');

describe('recordings of keepalived', () => {
  const names = readdirSync(FOLDER).filter((name) => name.startsWith('C-'));
  it('are there', () => expect(names).toHaveLength(12));
  it.each(names)('%s comes out the same', (name) => {
    const { question, answer } = splitRecording(JSON.parse(readFileSync(join(FOLDER, name), 'utf8')));
    const { verdict, differences, reason } = judge([keepalived], question, answer);
    expect({ verdict, differences, reason }).toEqual({ verdict: 'same', differences: [], reason: undefined });
  });
});

/** The recorded question with other parameters, as other recordings of the family have them. */
function ask(event: string, change: (text: string, name: string) => string, more: object = {}): { [field: string]: unknown } {
  const prediction = predictionOf(event, change, more);
  return prediction.kind === 'predicted' ? prediction.outputs : { reason: prediction.reason };
}

/** Every time that the inputs leave open, the likeliest first. */
function every(field: string, ...question: Parameters<typeof predictionOf>): number[] {
  const prediction = predictionOf(...question);
  return prediction.kind === 'predicted' ? (prediction.possible![field] as number[]) : [];
}

function predictionOf(event: string, change: (text: string, name: string) => string, more: object = {}): Prediction {
  const { question } = splitRecording(JSON.parse(readFileSync(join(FOLDER, 'C-restart-preempt.json'), 'utf8')));
  const config = Object.fromEntries(Object.entries(question.config).map(([name, text]) => [name, change(text, name)]));
  const fields = ['first_owner', 'first_owner_ms_after_start', 'other_took_over', 'takeover_ms_after_event', 'takeover_ms_after_priority_0', 'priority_0_advert_sent', 'owners_after', 'after_return_owner', 'take_back_ms', 'loser', 'owners_after_heal', 'lowered_priority_seen'];
  return keepalived.predict({ ...question, inputs: { ...question.inputs, event, ...more }, config, fields });
}
const backup = (text: string): string => text.replace('state MASTER', 'state BACKUP');

describe('other scenarios of the family', () => {
  it('preempt_delay: by the phase of the return', () => {
    const times = every('take_back_ms', 'sigterm-restart', (text, name) => (name === 'A' ? backup(text).replace('advert_int 1', 'advert_int 1\n    preempt_delay 3') : text));
    expect(Math.min(...times)).toBeGreaterThan(5414);
    expect(Math.min(...times)).toBeLessThan(5440);
    expect(Math.max(...times)).toBeGreaterThan(6390);
    expect(Math.max(...times)).toBeLessThan(6415);
    // Recorded after 5.6 s.
    expect(times[0]).toBeGreaterThan(5550);
    expect(times[0]).toBeLessThan(5650);
  });
  it('nopreempt after SIGKILL: the address that stayed behind is removed at the start', () => {
    expect(ask('sigkill-restart', (text) => backup(text).replace('advert_int 1', 'advert_int 1\n    nopreempt'))).toMatchObject({ owners_after: 'AB', after_return_owner: 'B', take_back_ms: null });
  });
  it('an owner is master at once', () => {
    expect(ask('start', (text) => text.replace('priority 150', 'priority 255'))).toMatchObject({ first_owner: 'A', first_owner_ms_after_start: 0 });
    expect(ask('start', (text) => backup(text).replace('priority 150', 'priority 255'))).toMatchObject({ first_owner: 'A', first_owner_ms_after_start: 3003.90625 });
  });
  it('a cut in one direction', () => {
    expect(ask('split-one', (text) => text)).toMatchObject({ other_took_over: true, owners_after: 'AB', owners_after_heal: 'A', loser: 'B' });
    expect(ask('split', (text) => text, { direction: 'B->A' })).toMatchObject({ other_took_over: false, owners_after: 'A', loser: null });
  });
  it('between equals the higher address wins a healed split', () => {
    expect(ask('split', (text) => text.replace('priority 150', 'priority 100'))).toMatchObject({ owners_after: 'AB', owners_after_heal: 'B', loser: 'A' });
  });
  it('a script without weight', () => {
    const script = 'vrrp_script chk {\n    script "/usr/bin/test ! -e x"\n    interval 1\n    fall 2\n    rise 2\n}\n';
    const found = ask('track', (text, name) => (name === 'A' ? script + text.replace('advert_int 1', 'advert_int 1\n    track_script {\n        chk\n    }') : text));
    expect(found).toMatchObject({ priority_0_advert_sent: true, owners_after: 'B', after_return_owner: 'A' });
    expect(found['takeover_ms_after_priority_0']).toBeCloseTo(609.7, 0);
  });
  it('says what it does not know', () => expect(ask('reload', (text) => text)).toEqual({ reason: expect.stringContaining('reload') }));
});

describe('comparisons', () => {
  it.each<[string, string, unknown]>([
    ['C-sigkill-v2-1s-100', 'owners_after', 'B'], ['C-sigkill-v2-1s-100', 'takeover_ms_after_event', 2800], ['C-sigkill-v2-1s-100', 'takeover_ms_after_last_advert', 3900], ['C-restart-preempt', 'take_back_ms', 700],
    ['C-restart-preempt', 'take_back_ms', null], ['C-sigterm-v2-1s-100', 'priority_0_advert_sent', false], ['C-split-both', 'loser', 'A'], ['C-split-both', 'heal_ms', 1500], ['C-start-v2-1s', 'first_owner', 'B'],
    ['C-start-v2-1s', 'initial_transitions', [['A', true], ['A', false]]], ['C-track-script-weight', 'lowered_priority_ms_after_event', 2500], ['C-track-script-weight', 'take_back_ms', 6000],
    ['C-linkdown-preempt', 'gratuitous_arp_within_0.5s', 4],
  ])('%s with another %s differs', (name, field, wrong) => {
    const { question, answer } = splitRecording(JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')));
    const [first] = answer!.runs;
    const judgement = judge([keepalived], question, { outputs: answer!.outputs, runs: [{ ...first, [field]: wrong }] });
    expect(judgement.differences.map((difference) => difference.field)).toEqual([field]);
  });
});

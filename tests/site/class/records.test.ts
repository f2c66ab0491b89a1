// What a class leaves on a computer, what comes from elsewhere, and what is typed.
import { describe, expect, it } from 'vitest';
import { codeIn, recoveryFile, tidyCode } from '../../../src/site/class/codes.ts';
import { candidatesIn, candidatesInFile } from '../../../src/site/class/earlier.ts';
import { suggestName } from '../../../src/site/class/pseudonym.ts';
import { newUuid } from '../../../src/site/class/uuid.ts';
import { planArrival } from '../../../src/site/records/arrival.ts';
import { decodeBeside, encodeBeside } from '../../../src/site/records/beside.ts';
import { decodeDraft, encodeDraft } from '../../../src/site/records/draft.ts';
import { encodeHistory } from '../../../src/site/records/history.ts';
import { decodeMember, encodeMember, MEMBER_CHANGES } from '../../../src/site/records/member.ts';
import { decodeEntry, encodeEntry, outboxKey } from '../../../src/site/records/outbox.ts';
import { encodeResult, noResult } from '../../../src/site/records/result.ts';
import { exportText, recordOf } from '../../../src/site/records/transfer.ts';
import { readPseudonym } from '../../../src/server/cohorts/pseudonym.ts';
import { readCode } from '../../../src/server/identity/secrets.ts';
import { anEntry } from './fake-page.ts';

const draft = (exercise: string, source: string, hints = 0): string => encodeDraft({ format: 1, exercise, source, hints, chosen: null, savedAtMs: 5 });

describe('an entry of the outbox', () => {
  const whole = anEntry({ found: { passed: false, holds: 1, checks: 2 }, receivedMs: 5, grade: { status: 'fail', points: 50, holds: 1, checks: 2, gradedMs: 6, creditPct: 90 }, refusal: { code: 'a', detail: 'b' }, isSetAside: true });

  it('is read as it was written', () => {
    expect(decodeEntry(encodeEntry(whole))).toEqual(whole);
    expect(decodeEntry(encodeEntry(anEntry()))).toMatchObject({ found: null, receivedMs: null, grade: null, refusal: null, isSetAside: false });
  });

  it.each(['format', 'id', 'learner', 'exercise', 'source', 'hints', 'savedMs'])('is none without its %s', (field) => {
    expect(decodeEntry(JSON.stringify({ ...whole, [field]: null }))).toBeNull();
  });

  it('with a damaged grade counts as not graded, so that it is asked about again', () => {
    expect(decodeEntry(JSON.stringify({ ...whole, grade: { status: 'pass', points: 'many' } }))!.grade).toBeNull();
  });

  it('is no record of saved work: it goes into no file', () => {
    expect(recordOf(outboxKey(whole.id))).toBeNull();
    expect(exportText(new Map([[outboxKey(whole.id), encodeEntry(whole)], ['draft:a', draft('a', 'mine')]]), 1)).not.toContain('outbox');
  });

  it('knows who works here, and that somebody is about to change', () => {
    const member = { format: 1 as const, learner: 'l', pseudonym: 'Otter', cohort: 'Class' };
    expect(decodeMember(encodeMember(member))).toEqual(member);
    expect(decodeMember(MEMBER_CHANGES)).toBeNull();
  });
});

describe('coming in on another computer', () => {
  const work = (exercise: string, source: string) => ({ exercise, source, hints: 2, receivedMs: 7 });
  const plan = (stored: { [key: string]: string }, ...designs: ReturnType<typeof work>[]) => planArrival(designs, (key) => stored[key] ?? null, 99);

  it('makes drafts where there is none', () => {
    const { changes, drafts } = plan({}, work('a', 'theirs'));
    expect(drafts).toEqual(['a']);
    expect(decodeDraft(changes[0]!.after)).toEqual({ format: 1, exercise: 'a', source: 'theirs', hints: 2, chosen: null, savedAtMs: 7 });
  });

  it('never over a draft: beside it', () => {
    const { changes, beside } = plan({ 'draft:a': draft('a', 'mine') }, work('a', 'theirs'));
    expect(beside).toEqual(['a']);
    expect(changes.map(({ key }) => key)).toEqual(['beside:a']);
    expect(decodeBeside(changes[0]!.after)).toEqual({ format: 1, exercise: 'a', source: 'theirs', from: 'class', atMs: 99 });
  });

  it('changes nothing where it is there already, or where another lies beside the draft', () => {
    expect(plan({ 'draft:a': draft('a', 'theirs') }, work('a', 'theirs')).changes).toEqual([]);
    const lying = encodeBeside({ format: 1, exercise: 'a', source: 'third', from: 'import', atMs: 1 });
    expect(plan({ 'draft:a': draft('a', 'mine'), 'beside:a': lying }, work('a', 'theirs'))).toEqual({ changes: [], drafts: [], beside: [], left: ['a'] });
  });
});

describe('work that was done before', () => {
  const attempt = (run: number, passed: boolean, source: string | null) => ({ run, passed, holds: 1, checks: 2, costUnits: null, p99Ms: null, writesAtRisk: null, source });
  const records = new Map([
    ['draft:a', draft('a', 'draft a', 3)], ['draft:b', draft('b', 'last b')], ['draft:z', draft('z', 'unknown exercise')],
    ['result:a', encodeResult({ ...noResult('a', 1), runs: 4, source: 'last a' })], ['result:b', encodeResult({ ...noResult('b', 1), runs: 1, source: 'last b' })],
    ['history:a', encodeHistory({ format: 1, exercise: 'a', exerciseVersion: 1, attempts: [attempt(1, true, 'old pass'), attempt(2, false, 'miss'), attempt(3, true, 'new pass'), attempt(4, false, 'last a')] })],
  ]);
  const known = (exercise: string, source: string): boolean => exercise === 'z' || source === 'old pass';

  it('is what passed, what was run last, and drafts; each once, and not what was handed in', () => {
    expect(candidatesIn(records, known).map(({ exercise, source, hints, isRun }) => [exercise, source, hints, isRun])).toEqual([
      ['a', 'new pass', 3, true], ['a', 'last a', 3, true], ['b', 'last b', 0, true], ['a', 'draft a', 3, false],
    ]);
  });

  it('comes out of a file of saved work the same', () => {
    expect(candidatesInFile(exportText(records, 1), known)).toEqual(expect.arrayContaining(candidatesIn(records, known)));
  });

  it('comes out of a list of designs', () => {
    expect(candidatesInFile('[{"exercise":"a","source":"listed"},{"exercise":"z","source":"x"},{"exercise":1},null]', known)).toEqual([{ exercise: 'a', source: 'listed', hints: 0, what: 'in the file', isRun: true }]);
  });

  it.each(['', '{}', '{"kind":"no-single-point/progress"}', 'PK'])('is told where the file is something else: %s', (text) => {
    expect(candidatesInFile(text, known)).toMatch(/^The file /);
  });

  it('leaves out what no server takes', () => {
    expect(candidatesInFile(JSON.stringify([{ exercise: 'a', source: 'x'.repeat(32 * 1024 + 1) }]), known)).toEqual([]);
  });
});

describe('codes and names', () => {
  it.each([['#code=K7QM-2XRD', 'K7QM-2XRD'], ['#code=k7qm2xrd', 'K7QM-2XRD'], ['#other', ''], ['', ''], ['#code=%20k7qm%202xrd', 'K7QM-2XRD']])('%s is the code %s', (hash, code) => {
    expect(codeIn(hash)).toBe(code);
  });

  it('leaves a code what it is to the server', () => {
    for (const typed of ['k7qm 2xrd', 'K7QM–2XRO', 'il0o-1234']) expect(readCode(tidyCode(typed))).toBe(readCode(typed));
  });

  it('suggests names that the server takes, and many', () => {
    let seed = 1;
    const random = (): number => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    const names = Array.from({ length: 200 }, () => suggestName(random));
    for (const name of names) expect(readPseudonym(name)).toMatchObject({ name });
    expect(new Set(names).size).toBeGreaterThan(190);
    expect(suggestName(() => 0.999999)).toBe('Swift Swan 99');
  });

  it('makes ids that are UUIDs of version 4', () => {
    const ids = Array.from({ length: 100 }, newUuid);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(ids).size).toBe(100);
  });

  it('writes the recovery code into a file that says what it is for', () => {
    const text = recoveryFile({ code: 'AAAA-BBBB', pseudonym: 'Otter', cohort: 'Class', address: 'http://class/join/' });
    for (const part of ['AAAA-BBBB', 'Otter', 'Class', 'http://class/join/']) expect(text).toContain(part);
  });
});

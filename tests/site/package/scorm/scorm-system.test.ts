// What both standards have in common, against learning systems that let nothing pass.
import { describe, expect, it } from 'vitest';
import { CommitProblem, LaunchProblem } from '../../../../src/site/package/learning-system.ts';
import { ScormSystem } from '../../../../src/site/package/scorm/scorm-system.ts';
import { ALL, HALF, NOTHING, opened, STANDARDS, windowWith } from './samples.ts';

describe.each(STANDARDS)('the adapter for $name', (standard) => {
  const { api, dialect, status, raw, mode, credit, exit, time, set, end, limit } = standard;
  const never = (asked: string): string => asked;

  it('begins, hands over, and ends without one error', async () => {
    const { lms, system } = opened(standard);
    expect(await system.begin()).toEqual({ learner: 'learner-7', state: null, stateCharsMax: limit, isForCredit: true });
    await system.commit(NOTHING);
    expect(lms.stored.get(status)).toBe('incomplete');
    expect(lms.stored.get(raw), 'who has tried nothing has no score').toBeUndefined();
    await system.commit(HALF);
    expect(lms.stored.get(raw)).toBe('50');
    system.end(ALL);
    expect(lms.stored.get(raw)).toBe('100');
    expect(lms.stored.get('cmi.suspend_data')).toBe('1.all');
    expect(lms.stored.get(exit)).toBe('suspend');
    // Both: some systems store at a commit only, others at the end only.
    expect(lms.calls.slice(-2)).toEqual([dialect.words.commit, end]);
    // An element that was never set has no value in SCORM 2004, and says so: that is an answer.
    expect(lms.errors.filter((error) => !error.startsWith('403 GetValue'))).toEqual([]);
  });

  it('sets a value again only when it is another, or was not stored', async () => {
    const { lms, system } = opened(standard);
    await system.begin();
    await system.commit(HALF);
    const sets = (): number => lms.calls.filter((call) => call.startsWith(set)).length;
    const before = sets();
    await system.commit(HALF);
    expect(sets()).toBe(before);
    lms.isFailing = true;
    await expect(system.commit(HALF)).rejects.toBeInstanceOf(CommitProblem);
    lms.isFailing = false;
    await system.commit(HALF);
    expect(sets()).toBe(2 * before - HALF.exercises.filter((exercise) => exercise.isTried).length);
  });

  it('says with code and words that a commit failed, and stores the newest at the next', async () => {
    const { lms, system } = opened(standard);
    await system.begin();
    lms.isFailing = true;
    await expect(system.commit(HALF)).rejects.toThrow(dialect.name === 'SCORM 1.2' ? /^LMSCommit\(\) gave error 101, “General exception; Diagnosis of 101”/ : /^Commit\(\) gave error 391, “General commit failure; Diagnosis of 391”/);
    expect(lms.stored.get('cmi.suspend_data')).toBeUndefined();
    lms.isFailing = false;
    await system.commit(ALL);
    expect(lms.stored.get('cmi.suspend_data')).toBe('1.all');
  });

  it('goes back to what was kept', async () => {
    const { system } = opened(standard, { holds: { 'cmi.suspend_data': '1.kept' } });
    expect((await system.begin()).state).toBe('1.kept');
  });

  it(`keeps ${limit - 1} and ${limit} characters of state, and never sends ${limit + 1}`, async () => {
    for (const length of [limit - 1, limit]) {
      const { lms, system } = opened(standard);
      await system.begin();
      await system.commit({ ...HALF, state: 'x'.repeat(length) });
      expect(lms.stored.get('cmi.suspend_data')?.length).toBe(length);
    }
    const { lms, system } = opened(standard);
    await system.begin();
    await system.commit(HALF);
    await expect(system.commit({ ...ALL, state: 'x'.repeat(limit + 1) })).rejects.toThrow(new RegExp(`room for ${limit} characters, your work needs ${limit + 1}\\. The rest is stored`));
    expect(lms.calls.filter((call) => call.length > limit)).toEqual([]);
    expect(lms.stored.get('cmi.suspend_data')).toBe('1.half');
    expect(lms.stored.get(raw), 'what the state says does not hold up the marks').toBe('100');
  });

  it('notices a system that cuts the state off', async () => {
    const { system } = opened(standard, { cutsStateAt: 4 });
    await system.begin();
    await expect(system.commit(HALF)).rejects.toThrow(/of 6 characters given to cmi\.suspend_data it holds 4/);
  });

  it('goes on where objectives are not supported, and asks for them once', async () => {
    const { lms, system } = opened(standard, { unsupported: ['cmi.objectives'] });
    await system.begin();
    await system.commit(HALF);
    await system.commit(ALL);
    expect(lms.stored.get(raw)).toBe('100');
    expect(lms.calls.filter((call) => call.includes('cmi.objectives')).length).toBe(1);
  });

  it('goes on where smaller values are refused, and says so of what is needed', async () => {
    const part = raw.slice(0, raw.lastIndexOf('.'));
    const { lms, system } = opened(standard, { unsupported: [time, exit, `${part}.min`, `${part}.max`] });
    await system.begin();
    await system.commit(HALF);
    await system.commit(HALF);
    expect(lms.stored.get(raw)).toBe('50');
    expect(lms.calls.filter((call) => call.startsWith(`${set} ${time}`)).length, 'what was refused is not sent again').toBe(1);
    const without = opened(standard, { unsupported: [raw] });
    await without.system.begin();
    await expect(without.system.commit(HALF)).rejects.toThrow(new RegExp(`Value\\(${raw}\\) gave error 40[12].*The rest is stored`));
    expect(without.lms.stored.get('cmi.suspend_data'), 'the rest is stored').toBe('1.half');
  });

  it.each(['browse', 'review'])('records nothing in a visit to %s, and leaves the attempt to be resumed', async (word) => {
    const { lms, system } = opened(standard, { holds: { [mode]: word, 'cmi.suspend_data': '1.kept' } });
    expect((await system.begin()).isForCredit).toBe(false);
    await system.commit(ALL);
    system.end(ALL);
    expect(lms.calls.filter((call) => call.startsWith(set))).toEqual([`${set} ${exit} suspend`]);
    expect(lms.stored.get('cmi.suspend_data')).toBe('1.kept');
  });

  it('keeps state but gives no marks where the visit is not for credit', async () => {
    const { lms, system } = opened(standard, { holds: { [credit]: 'no-credit' } });
    expect((await system.begin()).isForCredit).toBe(false);
    await system.commit(ALL);
    expect(lms.stored.get('cmi.suspend_data')).toBe('1.all');
    expect(lms.calls.filter((call) => call.startsWith(set) && /status|score|objectives|measure/.test(call))).toEqual([]);
  });

  it('lowers no score, of the part or of an exercise', async () => {
    const { lms, system } = opened(standard);
    await system.begin();
    system.end(ALL);
    const later = opened(standard, { holds: Object.fromEntries(lms.stored) });
    await later.system.begin();
    await later.system.commit({ ...HALF, scorePct: 25, exercises: [{ ...HALF.exercises[0]!, points: 50, isProved: false }, ...HALF.exercises.slice(1)] });
    for (const [element, value] of lms.stored) if (/score|status/.test(element)) expect(`${element} ${later.lms.stored.get(element)}`).toBe(`${element} ${value}`);
    expect(later.lms.errors.filter((error) => !error.startsWith('403 GetValue'))).toEqual([]);
  });

  it('gives the rows of an earlier visit to the same exercises', async () => {
    const { lms, system } = opened(standard);
    await system.begin();
    await system.commit({ ...HALF, exercises: [ALL.exercises[1]!] });
    const later = opened(standard, { holds: Object.fromEntries(lms.stored) });
    await later.system.begin();
    await later.system.commit(ALL);
    expect(later.lms.stored.get('cmi.objectives.0.id')).toBe('second');
    expect(later.lms.stored.get('cmi.objectives.1.id')).toBe('first');
    expect([...later.lms.stored.keys()].some((name) => name.startsWith('cmi.objectives.2'))).toBe(false);
  });

  it('believes the answers of a system that never clears its last error', async () => {
    const { lms } = opened(standard, { holds: { 'cmi.suspend_data': '1.kept' } });
    const working = lms.api();
    let last = '0';
    const stale = { ...working, [dialect.words.lastError]: () => (last = working[dialect.words.lastError]!() === '0' ? last : working[dialect.words.lastError]!()) };
    const system = new ScormSystem(dialect, windowWith({ [api]: stale }));
    working[dialect.words.get]!('cmi.suspend_data');
    stale[dialect.words.lastError]!();
    expect(last).not.toBe('0');
    expect((await system.begin()).state).toBe('1.kept');
    await system.commit(HALF);
    expect(lms.stored.get(raw)).toBe('50');
    lms.isFailing = true;
    await expect(system.commit(ALL)).rejects.toBeInstanceOf(CommitProblem);
  });

  it('finds the session open again after the page was loaded again', async () => {
    const { lms, system } = opened(standard);
    await system.begin();
    const again = new ScormSystem(dialect, windowWith({ [api]: lms.api() }));
    expect((await again.begin()).learner).toBe('learner-7');
  });

  it('says why there is no attempt: no system, a session that has ended, functions that throw', async () => {
    await expect(new ScormSystem(dialect, windowWith()).begin()).rejects.toThrow(/^No window around this page offers SCORM/);
    const { lms, system } = opened(standard);
    await system.begin();
    system.end(HALF);
    const again = new ScormSystem(dialect, windowWith({ [api]: lms.api() }));
    await expect(again.begin()).rejects.toThrow(/begins no session: .*error 10[14], “/);
    const broken = { [dialect.words.initialize]: () => { throw new Error('The window\u202E is closed.'); } };
    const attempt = new ScormSystem(dialect, windowWith({ [api]: broken })).begin();
    await expect(attempt).rejects.toBeInstanceOf(LaunchProblem);
    await expect(attempt).rejects.toThrow('“The window\uFFFD is closed”. Close');
  });

  it('ends once, without a word, whatever the system does', async () => {
    const { lms, system } = opened(standard);
    await system.begin();
    lms.isFailing = true;
    system.end(ALL);
    const calls = lms.calls.length;
    system.end(ALL);
    expect(lms.calls.length).toBe(calls);
    await expect(system.commit(ALL)).rejects.toThrow(/^The session has ended/);
    new ScormSystem(dialect, windowWith()).end(ALL);
    const answers = { [dialect.words.initialize]: () => 'true', [dialect.words.get]: never };
    const bare = new ScormSystem(dialect, windowWith({ [api]: answers }));
    await bare.begin();
    bare.end(ALL);
  });
});

import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { csvRecord } from '../../src/server/gradebook/csv.ts';
import { tableLines } from '../../src/cli/grade-all/table.ts';
import { ROOT, folderWith, nsp } from './shell.ts';

const WEIGHTS = join(ROOT, 'content/load-balancing/round-robin-and-weights/weights');
const STARTER = readFileSync(join(WEIGHTS, 'starter.ts'), 'utf8');
const SOLUTION = readFileSync(join(WEIGHTS, 'solutions/proportional-weights.ts'), 'utf8');
const HEADER = '\uFEFFlearner,exercise,status,checks passed,of,first failing check,diagnosis,points,exercise version,grader version,file,remark';

/** Records of a CSV without line ends in its cells. */
const records = (out: string): string[] => out.split('\r\n').join('\n').replace(/\r$/, '').split('\n');

describe('nsp grade --all', () => {
  it('gives every file a row, whatever is in it, in the order of learners', async () => {
    const folder = folderWith({
      'zoe/weights.ts': SOLUTION, 'ben_weights.ts': STARTER, 'ada/weights.ts': 'for (;;) {}', '=cmd()/weights.ts': SOLUTION,
      'ada/wieghts.ts': SOLUTION, 'eve.weights.ts': 'abc\0def', 'ian-m--weights.ts': 'abc\0def', '--weights.ts': SOLUTION, 'notes.txt': 'x', 'a/b/weights.ts': SOLUTION,
    });
    writeFileSync(join(folder, 'fay_weights.ts'), Buffer.from([0xff, 0xfe, 0x41, 0x42]));
    symlinkSync(join(WEIGHTS, 'starter.ts'), join(folder, 'gus_weights.ts'));
    const { code, out, err } = await nsp(['grade', '--all', folder, '--csv']);
    const rows = records(out);
    expect(rows[0]).toBe(HEADER);
    expect(rows.slice(1).map((row) => row.split(',').slice(0, 8).join(','))).toEqual([
      "'=cmd(),weights,pass,2,2,,,100", 'ada,weights,fail,0,2,,,0', 'ada,wieghts,error,,,,,', 'ben,weights,fail,0,2,in-time,equal-turns,0',
      'eve,weights,error,,2,,,', 'fay,weights,error,,2,,,', 'gus,weights,error,,2,,,', 'ian-m,weights,error,,2,,,', 'zoe,weights,pass,2,2,,,100',
    ]);
    expect(out).toContain("'=cmd()/weights.ts");
    for (const remark of ['did you mean weights?', 'It is not a text.', 'It is not a text in UTF-8.', 'links are not followed']) expect(out).toContain(remark);
    expect(err).toContain('notes.txt: not graded.');
    expect(err).toContain('a/b/weights.ts: not graded.');
    expect(err).toMatch(/^--weights\.ts: not graded\./m);
    expect(err).toContain('9 of 9 ');
    expect(code).toBe(1);
  }, 60_000);

  it('gives the verdict of nsp grade, with partial credit, and exit code 0 though not all pass', async () => {
    const late = SOLUTION.replace('weight: 2', 'weight: 5');
    const folder = folderWith({ 'ann/weights.ts': late, 'ann_weights.ts': late });
    const single = JSON.parse((await nsp(['grade', 'weights', join(folder, 'ann_weights.ts'), '--json'])).out) as { status: string; diagnosis: { id: string } | null; exerciseVersion: number; grader: string };
    const { code, out } = await nsp(['grade', '--all', folder, '--csv']);
    const diagnosis = single.diagnosis?.id ?? '';
    const row = (file: string): string => `ann,weights,${single.status},1,2,p99,${diagnosis},50,${single.exerciseVersion},${single.grader},${file},One of 2 files of this learner for this exercise.`;
    expect(records(out)).toEqual([HEADER, row('ann/weights.ts'), row('ann_weights.ts')]);
    expect(code).toBe(0);
  }, 60_000);

  it('prints a table without --csv', async () => {
    const { code, out } = await nsp(['grade', '--all', folderWith({ 'ann/weights.ts': 'export default 1;' })]);
    expect(code).toBe(0);
    expect(out).toMatch(/^learner {2}exercise {2}status {2}checks passed {2}of .*\nann {6}weights {3}fail {16}0 {3}2 /);
  }, 30_000);

  it.each([
    [['--all', join(ROOT, 'no-such-folder')], 'no-such-folder cannot be read'], [['--all', WEIGHTS, '--json'], '--json is for one file'],
    [['weights', 'x.ts', '--csv'], '--csv belongs to --all DIR.'], [['weights', '--all', WEIGHTS], 'takes a folder and no exercise'],
  ])('%j is bad use: exit code 2', async (args, sentence) => {
    const { code, out, err } = await nsp(['grade', ...args]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
  });

  it('an empty folder is bad use', async () => {
    expect(await nsp(['grade', '--all', folderWith({})])).toMatchObject({ code: 2, out: '' });
  });
});

describe('CSV', () => {
  it.each([
    [['a', 1, null, ''], 'a,1,,'], [['a,b', 'say "hi"', 'two\nlines'], '"a,b","say ""hi""","two\nlines"'],
    [['=1+1', '+1', '-1', '@x', '\tx', '＝x', ' =1'], "'=1+1,'+1,'-1,'@x,'\tx,'＝x, =1"], [['a;=1', 'b\t+1', 'c;d'], "a;'=1,b\t'+1,c;d"], [['=a,"b"'], '"\'=a,""b"""'], [[-1], '-1'], [['\r=1'], '"\'\r\'=1"'],
  ])('%j', (cells, record) => expect(csvRecord(cells)).toBe(record));
});

it('a table keeps a terminal as it is', () => {
  expect(tableLines([['name', 'n'], ['\u001b[2J\u202eada', 12]])).toEqual(['name      n', '�[2J�ada  12']);
});

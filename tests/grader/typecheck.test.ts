import { describe, expect, it } from 'vitest';
import { typecheck, typecheckInWorker, typeLibraries } from '../../src/grader/adapter/node/index.ts';
import { designWith } from './corpus/entry.ts';

describe('typecheck', () => {
  it('has no remark on a right design', () => {
    expect(typecheck(designWith(''))).toEqual([]);
  });

  it('knows the names that the design declares, with line and column', () => {
    const found = typecheck(designWith('').replace("host: 'old'", "host: 'odl'"));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ place: { line: 5, column: 21, endColumn: 25 } });
    expect(found[0]?.message).toContain('"odl"');
  });

  it('knows ES2022 and no browser', () => {
    expect(typecheck("const a = [1].at(-1);\nexport default { a, b: document };").map(({ code }) => code)).toEqual([2584]);
    expect(Object.keys(typeLibraries().libs)).not.toContain('lib.dom.d.ts');
  });

  it('tells a module that is not there', () => {
    expect(typecheck("import x from 'fs';\nexport default x;")[0]?.code).toBe(2307);
  });

  it('tells syntax errors first, and at most 50 remarks', () => {
    expect(typecheck('export default {')[0]?.code).toBe(1005);
    expect(typecheck(Array.from({ length: 80 }, (_, i) => `export const a${i}: string = 1;`).join('\n'))).toHaveLength(50);
  });

  it('leaves a file alone that is too large to be graded', () => {
    expect(typecheck('x'.repeat(40_000))).toEqual([]);
  });

  it('can be ended from outside while it works on a hostile type', async () => {
    const bomb = 'type D = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;\ntype Grow<T extends unknown[], N extends number> = T["length"] extends N ? T : Grow<[...T, D], N>;\ntype All<T extends unknown[]> = T extends [infer H, ...infer R] ? H extends unknown ? [H, ...All<R>] : never : [];\nconst x: All<Grow<[], 7>> extends infer U ? U extends U ? [U, All<Grow<[], 7>>] : 0 : 0 = 1;\nexport default x;';
    expect(await typecheckInWorker(designWith(''), { wallMs: 100_000 })).toEqual([]);
    expect(await typecheckInWorker(bomb, { wallMs: 1 })).toBeNull();
  });
});

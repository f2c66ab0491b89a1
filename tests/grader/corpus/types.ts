import { designWith, type CorpusEntry } from './entry.ts';

/** Types that a checker may work on for ever. They are blanked out unread before the design is run, so the verdict is that of the design. */
export const typeBombs: CorpusEntry[] = [
  {
    name: 'types that grow with every step',
    source: designWith('type D = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;\ntype Grow<T extends unknown[], N extends number> = T["length"] extends N ? T : Grow<[...T, D], N>;\ntype All<T extends unknown[]> = T extends [infer H, ...infer R] ? H extends unknown ? [H, ...All<R>] : never : [];\nconst bomb: All<Grow<[], 7>> extends infer U ? U extends U ? [U, All<Grow<[], 7>>] : 0 : 0 = null as never;'),
    code: null,
  },
  {
    name: 'a union of a hundred thousand texts',
    source: designWith("type D = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';\ntype N = `${D}${D}${D}${D}`;\ntype Pairs<T> = T extends string ? { [K in N as `${T}${K}`]: T } : never;\nconst bomb: Pairs<N> = null as never;"),
    code: null,
  },
  {
    name: 'a conditional type without end',
    source: designWith('type Twice<T, N extends unknown[] = []> = N["length"] extends 900 ? T : Twice<{ a: T; b: T }, [...N, 0]>;\ntype Deep = Twice<0>;\ntype Same<A, B> = A extends B ? B extends A ? true : false : false;\nconst bomb: Same<Twice<1>, Twice<2>> = null as never;'),
    code: null,
  },
  {
    name: 'a deep template of texts',
    source: designWith("type Bits = '0' | '1';\ntype Take<S extends string, A extends string = ''> = S extends `${infer H}${infer R}` ? Take<R, `${A}${H}${Bits}`> : A;\nconst bomb: Take<'xxxxxxxxxxxxxxxxxxxxxxxxxxxx'> = null as never;"),
    code: null,
  },
  {
    name: 'a type that doubles sixty times',
    source: designWith(`${Array.from({ length: 60 }, (_, i) => `type T${i}<X> = ${i === 0 ? 'X' : `T${i - 1}<[X]> | T${i - 1}<{ x: X }>`};`).join('\n')}\nconst bomb: T59<0> = null as never;`),
    code: null,
  },
];

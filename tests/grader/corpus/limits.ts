import { designWith, type CorpusEntry } from './entry.ts';

/** Submissions that would take for ever, or all memory, or all of the stack. */
export const limits: CorpusEntry[] = [
  { name: 'endless for', source: designWith('for (;;);'), code: 'too-many-steps' },
  { name: 'endless while with work', source: designWith('let a = 0; while (true) a += 1;'), code: 'too-many-steps' },
  { name: 'endless loop that catches', source: designWith('for (;;) { try { for (;;); } catch {} }'), code: 'too-many-steps' },
  { name: 'endless getter of a thrown object', source: designWith('throw { get message() { for (;;); } };'), code: 'too-many-steps' },
  { name: 'endless generator', source: designWith('function* g() { for (;;) yield 1; }\nfor (const x of g());'), code: 'too-many-steps' },
  { name: 'slow regular expression', source: designWith("/(a*)*b/.test('a'.repeat(60));"), code: 'too-many-steps' },
  { name: 'memory bomb of objects', source: designWith('const all = []; for (;;) all.push({});'), code: 'out-of-memory' },
  { name: 'string bomb', source: designWith("let s = 'x'; for (;;) s = s + s + 'y'.repeat(1000);"), code: 'out-of-memory' },
  { name: 'typed array bomb', source: designWith('const all = []; for (;;) all.push(new Uint8Array(1e6));'), code: 'out-of-memory' },
  { name: 'endless recursion', source: designWith('function f() { return f() + 1; }\nf();'), code: 'recursion-too-deep' },
  { name: 'deep JSON', source: designWith("JSON.parse('['.repeat(1e6));"), code: 'recursion-too-deep' },
  { name: 'deep eval', source: designWith("eval('['.repeat(1e5));"), code: 'recursion-too-deep' },
  { name: 'deep regular expression', source: designWith("new RegExp('('.repeat(1e5));"), code: 'threw' },
  { name: 'deep object to text', source: designWith('let a = []; for (let i = 0; i < 1e5; i++) a = [a];\nJSON.stringify(a);'), code: 'recursion-too-deep' },
  { name: 'deeply nested source', source: `export default ${'['.repeat(5000)}${']'.repeat(5000)};`, code: 'nested-too-deep' },
  { name: 'a thousand operators', source: `export default { a: ${'1+'.repeat(1000)}1 };`, code: 'nested-too-deep' },
  { name: 'ten thousand minus signs', source: `export default { a: ${'- '.repeat(10_000)}1 };`, code: 'nested-too-deep' },
  { name: 'one byte under 32 KB', source: pad(32_767), code: null },
  { name: '32 KB', source: pad(32_768), code: 'source-too-large' },
  { name: '32 KB of two-byte letters', source: `// ${'é'.repeat(16_384)}\nexport default {};`, code: 'source-too-large' },
  { name: 'an endless sort comparator', source: designWith('[3, 2, 1].sort(() => { for (;;); });'), code: 'too-many-steps' },
  { name: 'a sort comparator that sorts', source: designWith('const f = (): number => { [3, 2, 1].sort(f); return 0; };\nf();'), code: 'recursion-too-deep' },
  { name: 'a getter of the length that grows', source: designWith('let n = 0;\nArray.prototype.every.call({ get length() { n += 1; return n; }, get 0() { for (;;); } }, () => true);'), code: 'too-many-steps' },
  { name: 'a toString without end', source: designWith('`${{ toString() { for (;;); } }}`;'), code: 'too-many-steps' },
  { name: 'a toPrimitive without end', source: designWith('1 + ({ [Symbol.toPrimitive]() { for (;;); } } as unknown as number);'), code: 'too-many-steps' },
  { name: 'a valueOf that recurses', source: designWith('const a: any = { valueOf: () => +a };\n+a;'), code: 'recursion-too-deep' },
  { name: 'a toJSON that recurses', source: designWith('const a: any = { toJSON: () => JSON.stringify(a) };\nJSON.stringify(a);'), code: 'recursion-too-deep' },
  { name: 'a list filled to the brim', source: designWith('new Array(1e9).fill(0);'), code: 'out-of-memory' },
  { name: 'a padded text', source: designWith("'a'.padEnd(1e9, 'xyz');"), code: 'out-of-memory' },
  { name: 'a repeated text', source: designWith("'a'.repeat(2 ** 29);"), code: 'out-of-memory' },
  { name: 'a megabyte', source: 'x'.repeat(1_000_000), code: 'source-too-large' },
];

/** Built-in calls in which QuickJS asks nobody whether to go on: only the kill from outside ends them. */
export const endlessBuiltIns: CorpusEntry[] = [
  { name: 'indexOf on a huge length', source: designWith('Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);'), code: 'took-too-long' },
  { name: 'join on a huge length', source: designWith("const s = []; s.length = 4e9; s.lastIndexOf('x');"), code: 'took-too-long' },
  { name: 'a text searched for half of itself', source: designWith("'a'.repeat(1e7).indexOf('a'.repeat(5e6) + 'b');"), code: 'took-too-long' },
  { name: 'nested lists as JSON', source: designWith("let a: any = ['x']; for (let i = 0; i < 40; i++) a = [a, a];\nJSON.stringify(a);"), code: 'took-too-long' },
  { name: 'a proxy with 300,000 names', source: "const keys = Array.from({ length: 3e5 }, (_, i) => 'k' + i);\nexport default new Proxy({}, { ownKeys: () => keys, getOwnPropertyDescriptor: () => ({ value: {}, enumerable: true, configurable: true }) });", code: 'took-too-long' },
  { name: 'recursion that catches itself', source: designWith('function f() { try { f(); } catch {} try { f(); } catch {} }\nf();'), code: 'took-too-long' },
  { name: 'a memory bomb that catches', source: designWith('const all = []; for (;;) { try { all.push(new Array(1e5).fill({})); } catch {} }'), code: 'took-too-long' },
];

function pad(bytes: number): string {
  const design = designWith('');
  return design + '/'.repeat(2) + ' '.repeat(bytes - design.length - 2);
}

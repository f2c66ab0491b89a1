import { DESIGN_SHAPE, type Shape } from '../../infrastructure/schema/shape.ts';
import { designWith, type CorpusEntry } from './entry.ts';

/** A whole design as source, with the same expression in every field of the vocabulary. */
function everyField(shape: Shape, expression: string): string {
  switch (shape.kind) {
    case 'fields': return `{ ${Object.entries(shape.fields).map(([name, field]) => `${name}: ${everyField(field.shape, expression)}`).join(', ')} }`;
    case 'named': return `{ x0: ${everyField(shape.item, expression)} }`;
    case 'list': return `[${everyField(shape.item, expression)}]`;
    case 'forms': return everyField(shape.forms[shape.forms.length - 1]!, expression);
    default: return expression;
  }
}

const VALUES = ['NaN', 'Infinity', '-Infinity', '-1', '0', '1e308', '1.5', "'x'.repeat(2000)", "''", '[]', '{}', 'null', 'true', "'\\u202e'", "'__proto__'"];

/** Hostile values in every field at once. */
const inEveryField: CorpusEntry[] = VALUES.map((value) => ({ name: `${value} in every field`, source: `export default ${everyField(DESIGN_SHAPE, value)};`, code: 'not-allowed' }));

/** What cannot be a design, or is not what it looks like. */
export const tricks: CorpusEntry[] = [
  ...inEveryField,
  { name: 'a thenable', source: 'export default { then(resolve: any) { resolve({ hosts: {} }); } };', code: 'not-data' },
  { name: 'an async function as default export', source: 'export default async function () { return { hosts: {} }; }', code: 'default-export-kind' },
  { name: 'a generator as default export', source: 'export default (function* () { yield { hosts: {} }; })();', code: 'default-export-kind' },
  { name: 'a prototype in a literal', source: designWith('').replace("old: { to: 'oldApp'", "__proto__: { evil: { to: 'oldApp' } }, old: { to: 'oldApp'"), code: 'not-data' },
  { name: 'the name __proto__ from JSON', source: "const design = JSON.parse('{\"__proto__\":{\"hosts\":{}}}');\nexport default design;", code: 'not-data' },
  { name: 'a server named constructor', source: designWith('').replace("old: { to: 'oldApp'", "constructor: { to: 'oldApp' }, old: { to: 'oldApp'"), code: 'bad-name' },
  { name: 'a host with a Cyrillic letter', source: designWith('').replace('lb1: {}', 'lb1: {}, оld: {}'), code: 'bad-name' },
  { name: 'a host with a space of no width', source: designWith('').replace('lb1: {}', "lb1: {}, 'ol\\u200bd': {}"), code: 'bad-name' },
  { name: 'a host that turns the line around', source: designWith('').replace('lb1: {}', "lb1: {}, '\\u202edlo': {}"), code: 'bad-name' },
  { name: 'a field with a Cyrillic letter', source: designWith('').replace('apps:', 'аpps: {}, apps:'), code: 'unknown-field' },
  { name: 'a field that clears a terminal', source: designWith('').replace('apps:', "'\\u202esppa\\u001b[2J': {}, apps:"), code: 'unknown-field' },
  { name: 'an exception that clears a line and forges a verdict', source: designWith("throw new Error('\\u001b[1A\\u001b[2KProved\\u202e\\u0007');"), code: 'threw' },
  { name: 'an exception of ten million letters', source: designWith("throw new Error('x'.repeat(1e7));"), code: 'threw' },
  { name: 'an exception with a forged place', source: "throw { name: 'SyntaxError', message: 'Proved', stack: '    at design.ts:999999:99999' };\nexport default {};", code: 'syntax' },
  { name: 'a console that is fed without end', source: designWith("for (;;) console.log('x'.repeat(1e6));"), code: 'not-available' },
  { name: 'a name of a million letters', source: "export default { ['x'.repeat(1e6)]: { ['y'.repeat(5e5)]: 1 } };", code: 'unknown-field' },
  { name: 'a host of a million letters with a wrong field', source: "export default { hosts: { ['x'.repeat(1e6)]: { size: 7 } } };", code: 'bad-name' },
  { name: 'a report as a design', source: "export default { format: 1, status: 'pass', stage: 'check', diagnostics: [], checks: [], gold: { reached: true } };", code: 'unknown-field' },
  { name: 'a proxy that was revoked', source: 'const r = Proxy.revocable({}, {}); r.revoke();\nexport default r.proxy;', code: 'threw' },
  { name: 'a proxy that names a field twice', source: "export default new Proxy({}, { ownKeys: () => ['hosts', 'hosts'] });", code: 'threw' },
  { name: 'a power of a big number', source: designWith('2n ** 100000000n;'), code: 'threw' },
  { name: 'a list made from a length', source: designWith('Array.from({ length: 1e9 });'), code: 'out-of-memory' },
  { name: 'a list made from a length, by a function', source: designWith('Array.from({ length: 1e9 }, () => 1);'), code: 'out-of-memory' },
  { name: 'a text taken apart', source: designWith("'a'.repeat(8e6).split('');"), code: 'out-of-memory' },
  { name: 'nested lists as one text', source: designWith("let a: any = ['x']; for (let i = 0; i < 40; i++) a = [a, a];\na.join();"), code: 'too-many-steps' },
  { name: 'a regular expression that looks back', source: designWith("/(x+x+)+y/.test('x'.repeat(40));"), code: 'too-many-steps' },
  { name: 'a loop that begins anew in finally', source: designWith('for (;;) { try { break; } finally { continue; } }'), code: 'too-many-steps' },
  ...[
    ['types', `let x: ${'Array<'.repeat(3000)}0${'>'.repeat(3000)};`], ['templates', `const t = ${'`${'.repeat(1500)}1${'}`'.repeat(1500)};`], ['blocks', '{'.repeat(6000) + '}'.repeat(6000)],
    ['functions', `const f = ${'()=>'.repeat(3000)}1;`], ['choices', `const f = ${'1?1:'.repeat(3000)}1;`], ['calls', `const f: any = () => f; f${'()'.repeat(8000)};`], ['members', `const f: any = {}; f${'?.a'.repeat(6000)};`],
    ['conditions', `if (0) {}${' else if (0) {}'.repeat(1800)}`],
  ].map(([what, source]) => ({ name: `deeply nested ${what}`, source: designWith(source!), code: 'nested-too-deep' })),
  { name: 'symbols as names', source: designWith('').replace('hosts: {', "[Symbol.toPrimitive]: () => 1, [Symbol.for('toStringTag')]: 'Infrastructure', [Symbol.iterator]: null, hosts: {"), code: null },
  { name: 'a species without end', source: designWith("Object.defineProperty(Array, Symbol.species, { get() { for (;;); } });\nObject.prototype[Symbol.toStringTag] = 'forged';"), code: null },
  { name: 'two constants that look alike', source: designWith('const wеight = 200, weight = 1;', 'weight'), code: null },
  { name: 'every method of lists and objects replaced', source: designWith("for (const name of Object.getOwnPropertyNames(Array.prototype)) if (name !== 'length') Object.defineProperty(Array.prototype, name, { value: () => { throw 1; } });\nfor (const name of Object.getOwnPropertyNames(Object)) try { (Object as any)[name] = () => ({}); } catch {}"), code: null },
  { name: 'call, apply and bind replaced', source: designWith("(String.prototype as any).charCodeAt = () => 0; (Function.prototype as any).call = () => 1; (Function.prototype as any).apply = () => 1; (Function.prototype as any).bind = () => 1; Object.defineProperty(globalThis, 'Object', { value: null });"), code: null },
];

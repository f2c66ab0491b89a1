import { describe, expect, it } from 'vitest';
import { docViolations } from './rules/docs.ts';
import { skipViolations } from './rules/skips.ts';
import { report } from './rules/source.ts';
import { outsideViolations, sizeViolations, stubViolations } from './rules/text.ts';

const docs = (text: string): string => report(docViolations([{ path: 'src/course/a.ts', text }]));
const skips = (text: string): string => report(skipViolations([{ path: 'tests/course/a.test.ts', text }]));

describe('a doc comment on every export', () => {
  it.each([
    ['export const a = 1;', 'a'], ['export function f() {}', 'f'], ['export class C {}', 'C'], ['export interface I {}', 'I'], ['export type T = 1;', 'T'],
    ['export default function main() {}', 'main'], ['export default 1;', 'the default export'], ['const b = 1;\nexport { b };', 'b'],
    ['// A line comment is none.\nexport const a = 1;', 'a'], ['/* Nor is this. */\nexport const a = 1;', 'a'], ['/** */\nexport const a = 1;', 'a'],
    ['/** Only the first. */\nexport const a = 1;\nexport const z = 2;', 'z'],
  ])('%s', (text, name) => {
    expect(docs(text)).toContain(`: ${name} without a doc comment is banned`);
  });

  it('asks nothing of what is not exported, or only passed on', () => {
    expect(docs("const a = 1;\nexport { x } from './x.ts';\nexport type * from './y.ts';\nimport type { Z } from './z.ts';\nexport type { Z };\n/** Doc. */\nexport const b = a;")).toBe('');
  });
});

describe('tests that do not run', () => {
  const skip = 'sk' + 'ip';
  it.each([`it.${skip}('x', f);`, `describe.${skip}('x', f);`, "test.on" + "ly('x', f);", "it.to" + "do('x');", `it.concurrent.${skip}('x', f);`, `it.${skip}.each([1])('x', f);`, "xit('x', f);", "fdescribe('x', f);"])('%s', (text) => {
    expect(skips(`\n${text}`)).toMatch(/^tests\/course\/a\.test\.ts:2: .* is banned, use a test that runs/);
  });

  it('allows a skip that hangs on what is installed', () => {
    expect(skips("it.skipIf(browser === null)('x', f); other.skip(); it.each([1])('x', f);")).toBe('');
  });
});

describe('length, words and names', () => {
  it('finds a file of 401 lines, and allows 400', () => {
    const file = (lines: number) => [{ path: 'src/course/a.ts', text: '//\n'.repeat(lines) }];
    expect(report(sizeViolations(file(401)))).toContain('src/course/a.ts:401: a file of 401 lines is banned, use one file a subject');
    expect(sizeViolations(file(400))).toEqual([]);
  });

  it.each(['TO' + 'DO: later', 'FIX' + 'ME', 'not imple' + 'mented', 'lorem ip' + 'sum', 'a place' + 'holder'])('finds "%s"', (text) => {
    expect(report(stubViolations([{ path: 'src/course/a.ts', text: `\n// ${text}` }]))).toMatch(/^src\/course\/a\.ts:2: ".*" is banned/);
  });

  it('allows the hint in an empty input', () => {
    const hint = 'place' + 'holder';
    expect(stubViolations([{ path: 'src/site/a.ts', text: `<input ${hint}="name"> input::${hint} { } methods` }])).toEqual([]);
  });

  it.each(["read('/wo" + "rk/a.txt')", "read('/ho" + "me/ada/a.txt')", '"/t' + 'mp/a"', 'see ../sh' + 'ared/A.md', '"reso' + 'lved": "https://example.org/a.tgz"', 'https://regi' + 'stry.example.org/'])('finds %s', (text) => {
    expect(report(outsideViolations([{ path: 'src/course/a.ts', text }]))).toMatch(/^src\/course\/a\.ts:1: .* is banned, use/);
  });

  it('allows paths of the daemons and of the project', () => {
    expect(outsideViolations([{ path: 'content/a.mdx', text: 'Edit /etc/haproxy/haproxy.cfg. See /work-shift and src/a.ts, https://example.org/workers/.' }])).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { FieldPath } from '../../src/infrastructure/index.ts';
import { locate } from '../../src/grader/source/locate.ts';
import { parseSource } from '../../src/grader/source/parse.ts';

/** The text that a path leads to. */
function textAt(source: string, path: FieldPath): string | null {
  const { parsed } = parseSource(source);
  if (parsed === null) throw new Error('The source of this test does not parse.');
  const place = locate(parsed, path);
  return place === null ? null : (parsed.text.split('\n')[place.line - 1] ?? '').slice(place.column - 1, place.endColumn - 1);
}

const WEIGHT: FieldPath = ['haproxy', 'backends', 'shop', 'servers', 'old', 'weight'];

describe('locate', () => {
  it.each([
    ['a literal', "export default { haproxy: { backends: { shop: { servers: { old: { to: 'a', weight: 5 } } } } } };"],
    ['defineInfrastructure', "import { defineInfrastructure } from 'no-single-point';\nexport default defineInfrastructure({ haproxy: { backends: { shop: { servers: { old: { weight: 5 } } } } } });"],
    ['types around it', 'export default ({ haproxy: { backends: { shop: { servers: { old: { weight: 5 } as const } } }! } }) satisfies object as any;'],
    ['constants', 'const old = { weight: 5 } as const;\nconst servers = { old };\nconst design = { haproxy: { backends: { shop: { servers } } } };\nexport default design;'],
    ['an export by name', 'const design = { haproxy: { backends: { shop: { servers: { old: { weight: 5 } } } } } };\nexport { design as default };'],
    ['spreads', 'const base = { weight: 5, backup: true };\nexport default { haproxy: { backends: { shop: { servers: { old: { weight: 1, ...base, to: 1 } } } } } };'],
    ['quoted and computed names', "export default { 'haproxy': { ['backends']: { [`shop`]: { servers: { \"old\": { weight: 5 } } } } } };"],
    ['a property of a constant', "const all = { strong: { weight: 5 } };\nexport default { haproxy: { backends: { shop: { servers: { old: all.strong } } } } };"],
  ])('follows %s', (_, source) => {
    expect(textAt(source, WEIGHT)).toBe('weight: 5');
  });

  it('takes the last of two properties with one name, as JavaScript does', () => {
    expect(textAt('export default { a: { x: 1 }, a: { x: 2 } };', ['a', 'x'])).toBe('x: 2');
  });

  it('finds elements of lists', () => {
    expect(textAt("export default { dns: [{ name: 'a' }, { name: 'b' }] };", ['dns', 1, 'name'])).toBe("name: 'b'");
  });

  it('falls back to the nearest field around an absent or computed one', () => {
    expect(textAt("export default { haproxy: { backends: { shop: { servers: { old: { to: 'a' } } } } } };", WEIGHT)).toBe("old: { to: 'a' }");
    expect(textAt('const make = () => ({});\nexport default { haproxy: make() };', WEIGHT)).toBe('haproxy: make()');
    expect(textAt('export default { dns: [...[], 2] };', ['dns', 1])).toBe('dns: [...[], 2]');
    expect(textAt('export default {};', [])).toBe('{}');
  });

  it('stops at the end of the line of a value that goes on', () => {
    expect(textAt('export default {\n  haproxy: {\n  },\n};', ['haproxy'])).toBe('haproxy: {');
  });

  it('survives constants that name each other, and a default export that is no expression', () => {
    expect(textAt('const a = b;\nconst b = a;\nexport default { x: a };', ['x', 'y'])).toBe('x: a');
    expect(textAt('export default function () {}', ['x'])).toBeNull();
  });

  it('counts columns without byte order mark, and lines by CRLF or LF alike', () => {
    const { parsed } = parseSource('\uFEFF// one\r\nexport default { a: 1 };\r\n');
    expect(parsed === null ? null : locate(parsed, ['a'])).toEqual({ line: 2, column: 18, endColumn: 22 });
  });
});

// SECURITY.md says of each requirement of ASVS 5.0.0, level 1, which test proves it. Here the table itself is held: no number is missing, and every test that is named is there.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');

/** Level 1 of ASVS 5.0.0, from its list of requirements: 70. */
const LEVEL_1 = `1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.5.1 2.1.1 2.2.1 2.2.2 2.3.1 3.2.1 3.2.2 3.3.1 3.4.1 3.4.2 3.5.1 3.5.2 3.5.3 4.1.1 4.4.1 5.2.1 5.2.2 5.3.1 5.3.2
  6.1.1 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.3.1 6.3.2 6.4.1 6.4.2 7.2.1 7.2.2 7.2.3 7.2.4 7.4.1 7.4.2 8.1.1 8.2.1 8.2.2 8.3.1 9.1.1 9.1.2 9.1.3 9.2.1
  10.4.1 10.4.2 10.4.3 10.4.4 10.4.5 11.3.1 11.3.2 11.4.1 12.1.1 12.2.1 12.2.2 13.4.1 14.2.1 14.3.1 15.1.1 15.2.1 15.3.1`.split(/\s+/);

interface Requirement { number: string; how: string; tests: { file: string; title: string }[] }

const rows: Requirement[] = readFileSync(join(root, 'SECURITY.md'), 'utf8').split('\n').flatMap((line) => {
  const [, number, , how, tests] = /^\| (\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/.exec(line) ?? [];
  if (number === undefined) return [];
  return [{ number, how: how!, tests: [...tests!.matchAll(/`([^`]+)`: “([^”]+)”/g)].map(([, file, title]) => ({ file: file!.includes('/') ? file! : `tests/server/security/${file}`, title: title! })) }];
});

/** What the tests of a file are called. */
function titlesIn(file: string): Set<string> {
  const titles = new Set<string>();
  const look = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(it|test)\b/.test(node.expression.getText()) && node.arguments[0] !== undefined && ts.isStringLiteralLike(node.arguments[0])) titles.add(node.arguments[0].text);
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true));
  return titles;
}

describe('the table of ASVS in SECURITY.md', () => {
  it('has every requirement of level 1, in order, once', () => {
    expect(LEVEL_1).toHaveLength(70);
    expect(rows.map(({ number }) => number)).toEqual(LEVEL_1);
  });

  it.each(rows.flatMap(({ number, tests }) => tests.map(({ file, title }) => [number, file, title] as const)))('%s is proved by a test that is there: %s, “%s”', (_, file, title) => {
    expect(existsSync(join(root, file)), `${file} is not there`).toBe(true);
    expect([...titlesIn(file)]).toContain(title);
  });

  it.each(rows.map(({ number, how, tests }) => [number, how, tests.length] as const))('%s has a test, does not apply, or is somebody\'s duty: %s', (_, how, tests) => {
    expect(tests > 0 || /^(Does not apply: |Duty of )/.test(how)).toBe(true);
  });
});

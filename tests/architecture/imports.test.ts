import { describe, expect, it } from 'vitest';
import { MAY_IMPORT, cycleViolations, importViolations } from './rules/imports.ts';
import { report } from './rules/source.ts';

const from = (path: string, text: string): string => report(importViolations([{ path, text }]));

describe('the import table', () => {
  it('has no circle', () => {
    const reaches = (room: string, trail: readonly string[] = []): void => {
      expect(trail, `${[...trail, room].join(' → ')}`).not.toContain(room);
      for (const next of MAY_IMPORT[room] ?? []) reaches(next, [...trail, room]);
    };
    for (const room of Object.keys(MAY_IMPORT)) reaches(room);
  });

  it.each([
    ['src/simulation/a.ts', "import { x } from '../grader/index.ts';", 'src/simulation/a.ts:1: grader is banned in simulation, use infrastructure'],
    ['src/infrastructure/a.ts', "\nimport type { X } from '../simulation/index.ts';", 'src/infrastructure/a.ts:2: simulation is banned in infrastructure, use libraries only'],
    ['src/course/a.ts', "export * from '../site/page.ts';", 'src/course/a.ts:1: site is banned in course, use simulation, infrastructure'],
    ['src/site/a.ts', "const x = await import('../server/static/index.ts');", 'src/site/a.ts:1: server is banned in site'],
    ['src/site/a.ts', "type X = typeof import('../grader/adapter/node/index.ts');", 'src/site/a.ts:1: grader/adapter/node is banned in site'],
    ['src/server/a.ts', "import { x } from '../grader/adapter/browser/evaluator.ts';", 'src/server/a.ts:1: grader/adapter/browser is banned in server'],
    ['src/grader/check/a.ts', "import { x } from '../adapter/node/index.ts';", 'src/grader/check/a.ts:1: grader/adapter/node is banned in grader'],
    ['src/site/page.astro', "---\nimport { x } from '../cli/run.ts';\n---\n<p>text</p>", 'src/site/page.astro:2: cli is banned in site'],
    ['src/grader/a.ts', "import { readFileSync } from 'node:fs';", 'src/grader/a.ts:1: node:fs is banned in the core, use an argument'],
    ['src/grader/a.ts', "import { join } from 'path';", 'src/grader/a.ts:1: path is banned in the core, use an argument'],
    ['src/course/a.ts', "import { x } from './b';", 'src/course/a.ts:1: ./b is banned, use its full name with .ts'],
    ['src/cli/a.ts', "import { x } from '../../tests/course/b.ts';", 'src/cli/a.ts:1: ../../tests/course/b.ts is banned, use a file in src/'],
  ])('%s: %s', (path, text, message) => {
    expect(from(path, text)).toContain(message);
  });

  it('allows what it allows', () => {
    expect(from('src/grader/a.ts', "import { simulate } from '../simulation/index.ts';\nimport ts from 'typescript';")).toBe('');
    expect(from('src/grader/adapter/node/a.ts', "import { grade } from '../../grade.ts';\nimport { Worker } from 'node:worker_threads';")).toBe('');
    expect(from('src/cli/a.ts', "import { serveStatic } from '../server/static/index.ts';")).toBe('');
  });

  it('sees a circle of files at run time, and none where only types go round', () => {
    const a = { path: 'src/course/a.ts', text: "import { b } from './b.ts';" };
    expect(report(cycleViolations([a, { path: 'src/course/b.ts', text: "import { a } from './a.ts';" }]))).toContain('src/course/a.ts → src/course/b.ts → src/course/a.ts');
    expect(cycleViolations([a, { path: 'src/course/b.ts', text: "import type { A } from './a.ts';\nimport { type B } from './a.ts';" }])).toEqual([]);
  });
});

// The house rules, held against the project itself.
import { describe, expect, it } from 'vitest';
import { docViolations } from './rules/docs.ts';
import { cycleViolations, importViolations } from './rules/imports.ts';
import { platformViolations } from './rules/platform.ts';
import { skipViolations } from './rules/skips.ts';
import { projectFiles, report } from './rules/source.ts';
import { outsideViolations, sizeViolations, stubViolations } from './rules/text.ts';

const files = projectFiles();

describe('the project keeps its house rules', () => {
  it('looks at the whole project', () => {
    const rooms = new Set(files.map((file) => file.path.split('/').slice(0, 2).join('/')));
    for (const room of ['src/infrastructure', 'src/simulation', 'src/course', 'src/grader', 'src/site', 'src/server', 'src/cli', 'tests/architecture']) expect(rooms).toContain(room);
  });

  it.each([
    ['imports follow the table', importViolations],
    ['no circle of imports', cycleViolations],
    ['the core knows no platform', platformViolations],
    ['a doc comment on every export', docViolations],
    ['no file over 400 lines', sizeViolations],
    ['no words of stubs', stubViolations],
    ['no test is switched off', skipViolations],
    ['nothing from outside the project', outsideViolations],
  ])('%s', (_name, rule) => {
    expect(report(rule(files))).toBe('');
  });
});

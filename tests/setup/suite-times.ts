// Prints, at the end, how long each suite (a folder of tests/) took, and how many of its tests did not run.
import { relative } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

interface Suite {
  files: number;
  tests: number;
  failed: number;
  skipped: number;
  ms: number;
}

/** `tests/browser/journey.test.ts` belongs to `browser`, `tests/layout.test.ts` to `layout`. */
function suiteOf(module: TestModule): string {
  const path = relative(process.cwd(), module.moduleId).replaceAll('\\', '/').replace(/^tests\//, '');
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : path.replace(/\.test\.ts$/, '');
}

/** Adds one table to the output of vitest. The times are those of the files, added up; files may have run at the same time. */
export default class SuiteTimes implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const suites = new Map<string, Suite>();
    for (const module of modules) {
      const suite = suites.get(suiteOf(module)) ?? { files: 0, tests: 0, failed: 0, skipped: 0, ms: 0 };
      suites.set(suiteOf(module), suite);
      const { duration, collectDuration, setupDuration } = module.diagnostic();
      suite.files += 1;
      suite.ms += duration + collectDuration + setupDuration;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        suite.tests += 1;
        if (state === 'failed') suite.failed += 1;
        if (state === 'skipped') suite.skipped += 1;
      }
    }
    const rows = [...suites].sort((a, b) => b[1].ms - a[1].ms).map(([name, suite]) => row(name, suite));
    const skipped = [...suites.values()].reduce((sum, suite) => sum + suite.skipped, 0);
    console.log(['', ' Suite               time  files  tests', ...rows].join('\n'));
    if (skipped > 0) console.log(`\n ${skipped} tests did not run: a filter was given, a program that they need is not installed (.ci/run installs all), or this machine does not let them mount disks.`);
  }
}

function row(name: string, suite: Suite): string {
  const notes = [suite.failed > 0 ? `${suite.failed} failed` : '', suite.skipped > 0 ? `${suite.skipped} skipped` : ''].filter(Boolean).join(', ');
  const seconds = `${(suite.ms / 1000).toFixed(1)} s`;
  return ` ${name.padEnd(14)} ${seconds.padStart(9)} ${String(suite.files).padStart(6)} ${String(suite.tests).padStart(6)}${notes ? `  ${notes}` : ''}`;
}

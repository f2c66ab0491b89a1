// What is digested: every run of every exercise with its starter and all its solutions, and the storm of all faults.
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { GRADED_DESIGN, resolve, validate } from '../../src/infrastructure/index.ts';
import { unsimulatedFields } from '../../src/simulation/index.ts';
import { compileContent, exercisesOf } from '../../src/cli/content.ts';
import { designOf } from '../content/design.ts';
import { RICH, STORM } from '../simulation/storm.ts';
import type { DigestCase } from './digests.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The pinned digests, beside this file. */
export const PINNED = fileURLToPath(new URL('digests.json', import.meta.url));

/** A design that can be simulated, from a file of content/; null for a starter that is not valid yet. */
function modelOf(source: string): DigestCase['model'] | null {
  let design: unknown;
  try {
    design = designOf(source);
  } catch {
    return null;
  }
  const { infrastructure } = validate(design, GRADED_DESIGN);
  return infrastructure === null || unsimulatedFields(infrastructure).length > 0 ? null : resolve(infrastructure);
}

/** All cases. */
export async function digestCases(): Promise<DigestCase[]> {
  const content = await compileContent(ROOT);
  if (content.course === null) throw new Error('content/ has problems.');
  const written = exercisesOf(content.course).flatMap((exercise) => {
    const files = [{ name: 'starter', source: exercise.starter }, ...content.solutions.filter((one) => one.exercise === exercise.id)];
    return files.flatMap(({ name, source }) => {
      const model = modelOf(source);
      return model === null ? [] : exercise.runs.map((scenario): DigestCase => ({ name: `${exercise.id} ${name} ${scenario.id}`, model, scenario, seeds: exercise.seeds }));
    });
  });
  return [...written, { name: 'storm', model: RICH, scenario: STORM, seeds: [1, 2, 3] }];
}

/** A script that puts `digestsOfAll` into `globalThis.nspDigests`, for any engine. */
export function digestScript(): string {
  const { outputFiles } = buildSync({
    stdin: { contents: "import { digestsOfAll } from './digests.ts';\nglobalThis.nspDigests = digestsOfAll;", resolveDir: fileURLToPath(new URL('.', import.meta.url)), loader: 'ts' },
    bundle: true, write: false, format: 'iife', target: 'es2022', minify: true,
  });
  return outputFiles[0]!.text;
}

/** One line a case, as they are pinned: a change in one is a line of the diff. */
export function asText(pairs: [string, string][]): string {
  return `{\n${pairs.map(([name, digest]) => `  ${JSON.stringify(name)}: ${JSON.stringify(digest)}`).join(',\n')}\n}\n`;
}

/** A Node of version 20 on the PATH; null: there is none. */
export function findNode20(): string | null {
  const paths = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, process.platform === 'win32' ? 'node.exe' : 'node'));
  return paths.find((path) => spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout?.startsWith('v20.')) ?? null;
}

// Builds dist/ through Astro; src/site/build/site-config.ts says how.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { clearStamp, hashInputs, isBuilt, writeStamp } from './build-stamp.ts';
import { Stopped, type Shell } from './command.ts';
import { requireContent } from './content.ts';

/** Astro asks nobody and tells nobody: building needs no network. */
export function silenceAstro(): void {
  process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
  process.env['ASTRO_DISABLE_UPDATE_CHECK'] = 'true';
}

/**
 * Compiles content, then builds the site into dist/; false when it was built from the same inputs already, and `force` is not given.
 * Stops with exit code 1, naming file and line, when content is broken.
 */
export async function buildSite(shell: Shell, force: boolean): Promise<boolean> {
  if (!force && isBuilt(shell.root)) return false;
  clearStamp(shell.root);
  const inputs = hashInputs(shell.root);
  await requireContent(shell, 1);
  silenceAstro();
  const { build } = await import('astro');
  try {
    await build({ root: shell.root, logLevel: 'warn' });
  } catch (error) {
    throw describeFailure(error);
  }
  if (!existsSync(join(shell.root, 'dist', 'index.html'))) throw new Stopped('The build ended without dist/index.html.', 1);
  writeStamp(shell.root, inputs);
  return true;
}

/** Astro's errors carry the file that they are about; an author needs that, and no stack. */
function describeFailure(error: unknown): Error {
  const { message, loc, hint, stack } = error as { message?: string; loc?: { file?: string; line?: number }; hint?: string; stack?: string };
  const place = loc?.file === undefined ? '' : `${loc.file}${loc.line === undefined ? '' : `:${loc.line}`}: `;
  const debug = process.env['NSP_DEBUG'] === '1' && stack !== undefined ? `\n${stack}` : '';
  return new Stopped(`The build stopped: ${place}${message ?? String(error)}${hint === undefined ? '' : `\n${hint}`}${debug}`, 1);
}

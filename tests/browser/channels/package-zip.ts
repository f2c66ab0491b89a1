// The package of the whole course as the command writes it, once for both browsers.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exported } from '../harness/unzipped.ts';

const zips = new Map<string, Promise<Buffer>>();

/** The zip for a standard, as `nsp export --lms` names it. */
export function packageZip(standard: 'scorm-1.2' | 'scorm-2004' | 'cmi5'): Promise<Buffer> {
  const known = zips.get(standard) ?? make(standard);
  zips.set(standard, known);
  return known;
}

async function make(standard: string): Promise<Buffer> {
  const { out, remove } = await exported(['--lms', standard]);
  try {
    return readFileSync(join(out, readdirSync(out).find((name) => name.endsWith('.zip'))!));
  } finally {
    remove();
  }
}

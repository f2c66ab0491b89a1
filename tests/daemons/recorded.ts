// The files in the recordings of real daemons.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const RECORDINGS = fileURLToPath(new URL('../fidelity/recordings', import.meta.url));

interface Recording {
  id: string;
  family: string;
  config: string | { [name: string]: string } | null;
  inputs: { change?: { replace: string; by: string } | null; base?: string; file?: string };
  outputs: { exit?: number; message?: string[] };
}

/** Recordings of these families, in the order of their names. */
export function recordingsOf(family: RegExp): Recording[] {
  return readdirSync(RECORDINGS).sort().map((name) => JSON.parse(readFileSync(join(RECORDINGS, name), 'utf8')) as Recording).filter((recording) => family.test(recording.family));
}

/** The text that a checker was given: the recorded one, or the valid one with the change that broke it. */
export function textOf(recording: Recording): string {
  if (typeof recording.config === 'string') return recording.config;
  const { base, change } = recording.inputs;
  const text = (JSON.parse(readFileSync(join(RECORDINGS, `${base}.json`), 'utf8')) as Recording).config as string;
  return text.replace(change!.replace, () => change!.by);
}

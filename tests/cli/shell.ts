// Runs commands within the test, in a project of their own.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { run } from '../../src/cli/run.ts';

/** Folder of the real project. */
export const ROOT = join(import.meta.dirname, '../..');

/** What a command did. */
export interface Result { code: number; out: string; err: string }

/** Runs `nsp` with these arguments. */
export async function nsp(args: string[], root = ROOT, interrupted: () => Promise<void> = () => Promise.resolve(), said: (line: string) => void = () => undefined): Promise<Result> {
  const lines = { out: [] as string[], err: [] as string[] };
  const code = await run(args, {
    root, interrupted,
    out: (line) => {
      lines.out.push(line);
      said(line);
    },
    err: (line) => void lines.err.push(line),
  });
  return { code, out: lines.out.join('\n'), err: lines.err.join('\n') };
}

/** A temporary folder with these files, removed when the test is over. */
export function folderWith(files: { [path: string]: string }): string {
  const root = mkdtempSync(join(tmpdir(), 'nsp-cli-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** A course with a module and no lesson yet. */
export const EMPTY_COURSE = { 'content/course.yaml': 'title: A course\nmodules:\n  # The only one.\n  - id: one\n    title: One\n    summary: Does it.\n    lessons: []\n' };

/** Copies the real content into a temporary project. */
export function copyOfContent(): string {
  const root = folderWith({});
  cpSync(join(ROOT, 'content'), join(root, 'content'), { recursive: true });
  return root;
}

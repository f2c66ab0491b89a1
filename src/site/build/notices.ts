// THIRD-PARTY-NOTICES.txt: the licences of all packages that are really in the files of the site, as the bundler counts them.
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Metafile } from 'esbuild';
import type { SiteFile } from './scripts.ts';

/** Between two packages; `src/export` takes those out whose files a channel does not have. */
const LINE = `\n${'='.repeat(78)}\n`;
/** Modules that the build makes: those with nothing of others in them, and those made of a package. */
const MADE_HERE = /^(?:<define:|\(disabled\):|mermaid-left-out:|shared-lit:|client-modules:)/;
const MADE_OF: readonly { of: RegExp; name: string }[] = [{ of: /^type-libraries:/, name: 'typescript' }];
/** Not bundled, but copied: the file, and the package that it was cut from. */
const COPIED: readonly { path: string; name: string }[] = [{ path: 'fonts/recursive.woff2', name: '@fontsource-variable/recursive' }];
const LICENCE_FILE = /^(?:licen[cs]e|copying|notice|third-?party-?notice)/i;

const HEAD = `The course No Single Point uses work of others. This file lists it: each package
with its version, the files of the course that hold something of it, and its
licence. The icons in scripts/codicon.ttf, which come with monaco-editor, are
Microsoft's Codicons, published under CC BY 4.0 as well.
`;

/** A package that is in some file of the site. */
export interface BundledPackage {
  name: string;
  version: string;
  /** As its package.json says; empty where it says nothing. */
  licence: string;
  /** The files of its licence and notices, one after another. */
  text: string;
  /** Paths of the site's files, sorted. */
  files: string[];
}

/** Every package with at least one byte in an output of these bundles, or copied; sorted by name. Throws on input of unknown origin, and on a package that brings no licence. */
export function bundledPackages(root: string, metafiles: readonly Metafile[]): BundledPackage[] {
  const files = new Map<string, Set<string>>();
  const note = (folder: string, path: string): void => void files.set(realpathSync(folder), (files.get(realpathSync(folder)) ?? new Set()).add(path));
  for (const [output, { inputs }] of metafiles.flatMap(({ outputs }) => Object.entries(outputs))) {
    const path = output.replace(/^dist\//, '');
    for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
      const folder = bytesInOutput === 0 || MADE_HERE.test(input) || input.startsWith('src/') ? null : folderOf(root, input);
      if (folder !== null) note(folder, path);
    }
  }
  for (const { path, name } of COPIED) note(join(root, 'node_modules', name), path);
  return [...files].map(([folder, paths]) => readPackage(folder, [...paths].sort())).sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));
}

function folderOf(root: string, input: string): string {
  const made = MADE_OF.find(({ of }) => of.test(input));
  if (made !== undefined) return join(root, 'node_modules', made.name);
  const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
  if (folder === undefined) throw new Error(`Nobody knows which package ${input} comes from: src/site/build/notices.ts has to.`);
  return resolve(root, folder);
}

function readPackage(folder: string, files: string[]): BundledPackage {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name: string; version: string; license?: unknown };
  const texts = readdirSync(folder).filter((file) => LICENCE_FILE.test(file)).sort().map((file) => readFileSync(join(folder, file), 'utf8').trim());
  if (texts.length === 0) throw new Error(`${name} brings no licence text: what is not licensed cannot be in the course.`);
  return { name, version, licence: typeof license === 'string' ? license : '', text: texts.join('\n\n'), files };
}

/** The file. */
export function noticesFile(root: string, metafiles: readonly Metafile[]): SiteFile {
  const sections = bundledPackages(root, metafiles).map(({ name, version, licence, text, files }) => `${name} ${version}${licence === '' ? '' : ` (${licence})`}\nIn: ${files.join(', ')}\n\n${text}\n`);
  // Some texts rule lines as this file does.
  const plain = sections.map((section) => section.replaceAll('\r\n', '\n').replaceAll(LINE, LINE.replaceAll('=', '-')));
  return { path: 'THIRD-PARTY-NOTICES.txt', bytes: new TextEncoder().encode([HEAD, ...plain].join(LINE)) };
}

// The built site in memory: read once at the start, so that no request touches the disk and no path can leave the folder.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { compressible, mimeType } from './mime.ts';

/** One file of the site, ready to be sent. */
export interface SiteFile {
  body: Buffer;
  type: string;
  /** Hash of the body, without quotes. */
  hash: string;
  /** Whether a compressed form is worth making. */
  compressible: boolean;
  /** Whether its name changes with its content, so that it may be kept for ever. */
  immutable: boolean;
}

/** Below this many bytes the headers weigh more than compression saves. */
const LEAST_COMPRESSED_BYTES = 1024;

/** Astro puts a hash of the content into the names in this folder. */
const HASHED_FOLDER = '_astro/';

/** A file of the site at `path`, with slashes and without a leading one. */
export function siteFile(path: string, body: Buffer): SiteFile {
  const type = mimeType(path);
  return {
    body, type, hash: createHash('sha256').update(body).digest('base64url').slice(0, 27),
    compressible: compressible(type) && body.length >= LEAST_COMPRESSED_BYTES, immutable: path.startsWith(HASHED_FOLDER),
  };
}

/** Every file under `dir`, by its path; `change` may make another body of one. Throws when the folder does not exist. */
export function readSite(dir: string, change: (path: string, body: Buffer) => Buffer = (_, body) => body): Map<string, SiteFile> {
  const files = new Map<string, SiteFile>();
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const full = join(entry.parentPath, entry.name);
    const path = relative(dir, full).split(sep).join('/');
    files.set(path, siteFile(path, change(path, readFileSync(full))));
  }
  return files;
}

// What the service worker of an exported folder keeps: the folder's own files, so a folder on a web server can be kept for use without a network like the course itself.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { sorted, textFile, type Files } from './files.ts';

/** The list of what is kept, as in src/site/app/edition.ts. */
export const EDITION = 'edition.json';
const HASH_CHARS = 27;
/** Compressed in themselves. */
const PACKED = /\.(?:woff2|png)$/;
const MB = 1_000_000;

const hashOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('base64url').slice(0, HASH_CHARS);

/** The same files with a list of these files, and their sizes in the pages that offer to keep them. Where nothing can be kept nothing changes. */
export function withEdition(files: Files): Files {
  const bytes = files.get(EDITION);
  if (bytes === undefined) return files;
  const paths = Object.keys((JSON.parse(new TextDecoder().decode(bytes)) as { files: object }).files).filter((path) => files.has(path));
  const sized = withSizes(files, paths);
  const list = Object.fromEntries(paths.map((path) => [path, [sized.get(path)!.length, hashOf(sized.get(path)!)]]));
  return sorted([...sized, [EDITION, textFile(`${JSON.stringify({ id: hashOf(JSON.stringify(list)), files: list })}\n`)]]);
}

/** Over a line files go compressed; on a computer they lie as they are. */
function withSizes(files: Files, paths: readonly string[]): Files {
  const all = paths.map((path) => ({ path, bytes: files.get(path)! }));
  const sent = Math.ceil(all.reduce((sum, { path, bytes }) => sum + (PACKED.test(path) ? bytes.length : gzipSync(bytes).length), 0) / MB);
  const kept = Math.ceil(all.reduce((sum, { bytes }) => sum + bytes.length, 0) / MB);
  const pages = all.filter(({ path }) => path.endsWith('.html')).map(({ path, bytes }) => {
    const html = new TextDecoder().decode(bytes).replace(/(<span class="keep-sent">)[^<]*/, `$1${sent}`).replace(/(<span class="keep-room">)[^<]*/, `$1${kept}`);
    return [path, textFile(html)] as const;
  });
  return sorted([...files, ...pages]);
}

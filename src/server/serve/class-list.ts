// The list of files that are kept together, edition.json, as a class server has it: of its own pages, without solutions, and with both forms of what depends on who asks.
import { createHash } from 'node:crypto';
import { siteFile, type SiteFile } from '../static/files.ts';

/** Path → bytes and hashes, as `site/app/edition.ts` reads it. */
interface Listed { [path: string]: [number, ...string[]] }

const LIST_PATH = 'edition.json';

/** `edition.json` for this site; null where it has none. `bare` holds the other form of files that are not the same for everybody. Throws when its list cannot be read. */
export function classEdition(files: ReadonlyMap<string, SiteFile>, bare: ReadonlyMap<string, SiteFile>): SiteFile | null {
  const text = files.get(LIST_PATH)?.body.toString('utf8');
  if (text === undefined) return null;
  const listed: Listed = {};
  for (const path of Object.keys((JSON.parse(text) as { files: Listed }).files)) {
    const file = files.get(path);
    if (file === undefined || path.startsWith('data/solutions/')) continue;
    const other = bare.get(path);
    listed[path] = [file.body.length, file.hash, ...(other === undefined || other.hash === file.hash ? [] : [other.hash])];
  }
  const id = createHash('sha256').update(JSON.stringify(listed)).digest('base64url').slice(0, 27);
  return siteFile(LIST_PATH, Buffer.from(`${JSON.stringify({ id, files: listed })}\n`));
}

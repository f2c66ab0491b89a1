// The built site as a class server shows it: every page knows that it comes from one, and what is not open for a caller is not sent to them.
import type { IncomingMessage } from 'node:http';
import { readCookie } from '../http/cookie.ts';
import { hintsOpen, solutionsOpen } from '../cohorts/openings.ts';
import type { ServedCourse } from '../http/services.ts';
import { callerOf } from '../identity/sessions.ts';
import type { Database } from '../store/database.ts';
import type { Guard } from '../static/answer.ts';
import { classEdition } from './class-list.ts';
import { readSite, siteFile, type SiteFile } from '../static/files.ts';

/** Every file of the site in `dir`, its pages with the mark by which their script knows the class server. Throws when the folder does not exist. */
export function readClassSite(dir: string, isInsecure: boolean): Map<string, SiteFile> {
  const mark = `<meta name="nsp-server" content="class${isInsecure ? ' insecure' : ''}">`;
  const files = readSite(dir, (path, body) => (path.endsWith('.html') ? Buffer.from(body.toString('utf8').replace(/<meta charset="utf-8">/i, (charset) => charset + mark)) : body));
  const list = classEdition(files, bareFiles(files));
  return list === null ? files : files.set('edition.json', list);
}

/** The files that have hints, without them. */
function bareFiles(files: ReadonlyMap<string, SiteFile>): Map<string, SiteFile> {
  return new Map([...files].flatMap(([path, file]) => {
    const text = withoutHints(path, file);
    return text === null ? [] : [[path, siteFile(path, Buffer.from(text))] as const];
  }));
}

/** What the guard asks. */
export interface GuardOptions { database: Database; course: ServedCourse; nowMs(): number; cookie: string }

/** Keeps solutions and hints for those to whom they are open. */
export function guardFiles(files: ReadonlyMap<string, SiteFile>, { database, course, nowMs, cookie }: GuardOptions): Guard {
  const bare = bareFiles(files);
  const callerFrom = (request: IncomingMessage) => {
    const token = readCookie(request.headers.cookie ?? '', cookie);
    return token === null ? Promise.resolve(null) : callerOf(database, token, nowMs());
  };
  return (path, request) => {
    const [, exercise] = /^data\/solutions\/([a-z0-9-]+)\.js$/.exec(path) ?? [];
    if (exercise !== undefined) return callerFrom(request).then(async (caller) => ((await solutionsOpen(database, caller, exercise, course, nowMs())).open ? files.get(path)! : 'refused'));
    const without = bare.get(path);
    return without === undefined ? null : callerFrom(request).then(async (caller) => ((await hintsOpen(database, caller)) ? files.get(path)! : without));
  };
}

/** The file without what helps; null: it has no hints. */
function withoutHints(path: string, { body }: SiteFile): string | null {
  if (/^data\/exercises\/[a-z0-9-]+\.js$/.test(path)) {
    const text = body.toString('utf8');
    const at = text.indexOf(']=') + 2;
    return `${text.slice(0, at)}${JSON.stringify({ ...(JSON.parse(text.slice(at).replace(/;\s*$/, '')) as object), hints: [] })};\n`;
  }
  return /^exercises\/[a-z0-9-]+\/index\.html$/.test(path) ? body.toString('utf8').replace(/<details class="hint">.*?<\/details>/gs, '') : null;
}

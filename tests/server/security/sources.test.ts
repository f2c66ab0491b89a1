// What the code of the server and of its pages never does, read from the code itself.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROUTES } from '../../../src/server/routes/index.ts';

const root = join(import.meta.dirname, '../../..');
const textsIn = (folder: string): [path: string, text: string][] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts')).map((path) => [join(folder, path), readFileSync(join(root, folder, path), 'utf8')]);

const server = textsIn('src/server');
const pages = [...textsIn('src/site/class'), ...textsIn('src/site/teach')];
const commands = textsIn('src/cli/commands').filter(([path]) => /\/(serve|backup|restore|db)\.ts$/.test(path));
const code = (files: readonly [string, string][]): [string, string][] => files.map(([path, text]) => [path, text.replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '')]);
/** Places where a pattern stands in code. */
const found = (files: readonly [string, string][], pattern: RegExp): string[] => code(files).flatMap(([path, text]) => (pattern.test(text) ? [path] : []));

describe('the code', () => {
  it('is looked at', () => expect([server.length > 40, pages.length > 20, commands.length]).toEqual([true, true, 4]));

  it('makes no page out of text: names and reasons are put into pages as text', () => expect(found(pages, /innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|unsafeSVG|document\.write|srcdoc|createContextualFragment/)).toEqual([]));

  it('runs no text as code on the server; what learners write is run by the sandbox of the grader, in a process of its own', () => expect(found([...server, ...commands], /\beval\(|new Function\(|node:vm\b|Function\('/)).toEqual([]));

  it('starts no shell', () => expect(found([...server, ...commands], /import[^;]*\bexec(Sync)?\b[^;]*'node:child_process'|\bshell:\s*true|(spawn|execFile)(Sync)?\(\s*['"`](sh|bash|cmd)/)).toEqual([]));

  it('reads no XML', () => expect(found([...server, ...commands], /xml2js|fast-xml|DOMParser|libxml|sax\b/)).toEqual([]));

  it('has no cipher of its own, and no hash that is broken', () => {
    expect(found([...server, ...commands], /createCipher|createDecipher|['"`](md4|md5|sha1|ripemd160)['"`]|RC4|\bDES\b/i)).toEqual([]);
    expect(found(server, /createHash\('sha256'\)|createHmac\('sha256'/).length).toBeGreaterThan(0);
  });

  it('takes random numbers for secrets from the system alone', () => expect(found(server.filter(([path]) => path.includes('/identity/')), /Math\.random/)).toEqual([]));

  it('has fields of passwords that browsers hide, and managers may fill in', () => {
    const doors = code(pages).filter(([path]) => path.includes('/doors/')).map(([, text]) => text).join('\n');
    const fields = doors.match(/<input[^>]*name="(?:password|again|old|new)"[^>]*>/g) ?? [];
    expect(fields.length).toBeGreaterThanOrEqual(4);
    for (const field of fields) expect(field).toMatch(/type="password".*autocomplete="(?:new|current)-password"/);
    expect(found(pages, /onpaste|@paste|autocomplete="off"[^>]*type="password"|maxlength="\d{1,2}"[^>]*type="password"/)).toEqual([]);
  });

  it('has no address with a secret in it: parts of addresses are ids', () => {
    const parts = new Set(ROUTES.flatMap(({ path }) => path.match(/:\w+/g) ?? []));
    expect([...parts].sort()).toEqual([':id', ':instructor', ':module', ':uuid']);
    expect(found(pages, /[?&](token|code|password|recoveryCode|session)=\$/)).toEqual([]);
  });
});

describe('the packages', () => {
  it('are named in one version each, and locked by their sums', () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, Record<string, string>>;
    const all = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
    expect(all.length).toBeGreaterThan(20);
    for (const [name, version] of all) expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, { integrity?: string; link?: boolean; resolved?: string }> };
    const unsummed = Object.entries(packages).filter(([path, { integrity, link }]) => path !== '' && link !== true && integrity === undefined);
    expect(unsummed.map(([path]) => path)).toEqual([]);
  });
});

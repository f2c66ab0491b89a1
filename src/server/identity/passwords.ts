// Passwords of instructors: scrypt, slow and hungry on purpose, so only two at once and a short line behind them.
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** OWASP's second choice of parameters (Password Storage Cheat Sheet): 32 MB for each. */
const COST = { N: 2 ** 15, r: 8, p: 3 };
const MAX_MEMORY = 64 * 1024 * 1024;
const AT_ONCE = 2;
const WAITING = 20;
const LENGTH = 32;

/** Fewest characters of a password; ASVS 5.0 asks for 8, and advises 15 (6.2.1). */
export const SHORTEST = 12;
/** Most characters: more would only cost time. */
export const LONGEST = 256;

/** Too many want to sign in at the moment. */
export class Busy extends Error {
  override readonly name = 'Busy';
}

let running = 0;
const line: (() => void)[] = [];

async function derive(password: string, salt: Buffer, { N, r, p }: typeof COST): Promise<Buffer> {
  if (running >= AT_ONCE) {
    if (line.length >= WAITING) throw new Busy('Too many people sign in at the moment.');
    // Whoever ends hands the place over.
    await new Promise<void>((resolve) => line.push(resolve));
  } else running++;
  try {
    return await new Promise((resolve, reject) => scrypt(password.normalize('NFKC'), salt, LENGTH, { N, r, p, maxmem: MAX_MEMORY }, (error, key) => (error ? reject(error) : resolve(key))));
  } finally {
    const next = line.shift();
    if (next === undefined) running--;
    else next();
  }
}

/** What is kept of a password: parameters, salt and key, so that the parameters can grow. Rejects with Busy. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), key.toString('base64')].join('$');
}

/** A hash that no password has: whoever does not exist takes as long as whoever does. */
const NOBODY = ['scrypt', COST.N, COST.r, COST.p, Buffer.alloc(16).toString('base64'), Buffer.alloc(LENGTH).toString('base64')].join('$');

/** Whether this is the password; `kept` null: there is no such account, which takes the same time. Rejects with Busy. */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  const [, N, r, p, salt, key] = (kept ?? NOBODY).split('$');
  const derived = await derive(password, Buffer.from(salt, 'base64'), { N: Number(N), r: Number(r), p: Number(p) });
  return timingSafeEqual(derived, Buffer.from(key, 'base64')) && kept !== null;
}

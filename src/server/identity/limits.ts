// How often something may be tried, over all instances: a counter in the database for each key and window of time.
import type { Connection } from '../store/database.ts';

/** At most `most` in `windowMs`. */
export interface Limit { most: number; windowMs: number }

/** What is limited. Keys of addresses and names are hashed by the caller: none is kept. */
export const LIMITS = {
  /** Tries of a join code, by address: a class of 300 sits behind one, and comes within a minute. At that pace 40 bits last for centuries. */
  join: { most: 600, windowMs: 60_000 },
  /** Tries of a recovery code, by address: a class may come back in a room of new computers, and 120 bits are not guessed. */
  recover: { most: 600, windowMs: 60_000 },
  /** Passwords, by login and address: five a minute are no use to a guesser, and shut nobody out who is elsewhere. */
  loginPair: { most: 5, windowMs: 60_000 },
  /** Passwords, by login alone, against those who have many addresses. */
  login: { most: 60, windowMs: 60_000 },
  /** Passwords, by address. */
  loginFrom: { most: 30, windowMs: 60_000 },
  /** Ways to the identity provider, by address. */
  oidc: { most: 30, windowMs: 60_000 },
  /** Tokens of setup links and invitations, by address. They are too long to be guessed; each try costs a look into the database. */
  token: { most: 20, windowMs: 60_000 },
  /** New passwords of one instructor, who has to type the old one. */
  password: { most: 5, windowMs: 60_000 },
  /** Submissions of one learner. */
  submit: { most: 30, windowMs: 60_000 },
} as const satisfies { [what: string]: Limit };

/** Counts one try; seconds until the next one may succeed, 0: this one may. Windows are fixed, so twice as many may come within one window's length around its edge. */
export async function tryOnce(connection: Connection, what: keyof typeof LIMITS, who: string, nowMs: number): Promise<number> {
  const { most, windowMs } = LIMITS[what];
  const window = Math.floor(nowMs / windowMs) * windowMs;
  const row = await connection.first<{ count: number }>(
    'INSERT INTO rate (key, window_ms, count) VALUES (?, ?, 1) ON CONFLICT (key, window_ms) DO UPDATE SET count = rate.count + 1 RETURNING count', `${what} ${who}`, window);
  return row!.count <= most ? 0 : Math.max(1, Math.ceil((window + windowMs - nowMs) / 1000));
}

/** Removes windows that are over. */
export const sweepLimits = (connection: Connection, nowMs: number): Promise<number> =>
  connection.run('DELETE FROM rate WHERE window_ms < ?', nowMs - 2 * Math.max(...Object.values(LIMITS).map(({ windowMs }) => windowMs)));

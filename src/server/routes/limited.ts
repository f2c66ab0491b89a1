// How often something may be asked, told as a problem.
import { tooOften } from '../http/problem.ts';
import type { Asked } from '../http/route.ts';
import { tryOnce } from '../identity/limits.ts';
import { hashOf } from '../identity/secrets.ts';

/** Counts one try of somebody, or throws a Problem with the seconds to wait. `who` is kept as a hash. */
export async function limited({ database, nowMs }: Pick<Asked, 'database' | 'nowMs'>, what: Parameters<typeof tryOnce>[1], who: string): Promise<void> {
  const seconds = await tryOnce(database, what, hashOf(who), nowMs);
  if (seconds > 0) throw tooOften(seconds);
}

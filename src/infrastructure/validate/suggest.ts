/** Texts are compared without case, `-`, `_` and dots: `max_fails` is close to `maxFails`. */
function plain(text: string): string {
  return text.slice(0, 64).toLowerCase().replace(/[-_. ]/g, '');
}

/** Words that other daemons, other versions or drafts use for a field of the vocabulary. */
const OTHER_WORDS: ReadonlyMap<string, string> = new Map([
  ['mysql', 'mariadb'], ['database', 'mariadb'], ['vrrp', 'keepalived'], ['servers', 'hosts'], ['applications', 'apps'], ['monitoring', 'prometheus'],
  ['superreadonly', 'readOnly'], ['optionredispatch', 'redispatch'], ['optionhttpchk', 'httpchk'], ['optionallbackups', 'allbackups'], ['interval', 'inter'],
  ['interms', 'inter'], ['masterhost', 'replicateFrom'], ['source', 'replicateFrom'], ['sourcedelay', 'delay'], ['masterdelay', 'delay'], ['ttlseconds', 'ttl'],
  ['privateip', 'privateAddress'], ['publicip', 'publicAddress'], ['bindaddress', 'bind'], ['replicaparallelworkers', 'parallelThreads'], ['algorithm', 'balance'],
  ['app', 'to'], ['target', 'to'], ['host', 'on'], ['hosts', 'on'], ['healthcheck', 'check'], ['slowstartms', 'slowstart'], ['retryattempts', 'retries'],
]);

/**
 * Single-character changes that turn one text into the other, an exchange of neighbours counting as one (optimal string alignment);
 * gives up above `most`. Work is at most 64 × 64 steps.
 */
function distance(from: string, to: string, most: number): number {
  const tooFar = from.length - to.length > most || to.length - from.length > most;
  if (tooFar) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let best = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) best = Math.min(best, beforeLast[column - 2]! + 1);
      current.push(best);
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length]!;
}

/** The candidate that was probably meant, or null. The first of several equally near ones. */
export function nearest(text: string, candidates: readonly string[]): string | null {
  const written = plain(text);
  const other = OTHER_WORDS.get(written);
  let best: string | null = null;
  let bestDistance = 1 + Math.min(3, Math.floor((written.length + 1) / 3));
  for (const candidate of candidates) {
    const steps = distance(written, plain(candidate), bestDistance);
    if (steps < bestDistance) {
      best = candidate;
      bestDistance = steps;
    }
  }
  if (best === null && other !== undefined && candidates.includes(other)) return other;
  return best;
}

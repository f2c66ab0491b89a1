import type { Backup, ClientPolicy, Deployment } from '../model.ts';
import type { Infrastructure } from '../vocabulary/index.ts';
import { ms, msOr } from './times.ts';

/** The learner's policy for clients; null where there is none. */
export function resolveClients({ clients }: Infrastructure): ClientPolicy | null {
  if (clients === undefined) return null;
  const { timeout, maxAttempts, backoff, retryBudget = null } = clients;
  const waits = backoff === undefined ? null : { baseMs: ms(backoff.base), capMs: ms(backoff.cap), jitter: backoff.jitter };
  return { timeoutMs: ms(timeout), maxAttempts, backoff: waits, retryBudget };
}

/** The plan for a new version; null where there is none. */
export function resolveDeploy({ deploy }: Infrastructure): Deployment | null {
  if (deploy === undefined) return null;
  const { strategy, batch, drain, waitForHealthy } = deploy;
  return { strategy, batch, drainMs: ms(drain), waitForHealthy };
}

/** The backups. */
export function resolveBackups({ backups = [] }: Infrastructure): Backup[] {
  return backups.map(({ kind, every, binlogArchive, target, restoreTestEvery }) => (
    { kind, everyMs: ms(every), binlogArchiveMs: msOr(binlogArchive, null), target, restoreTestEveryMs: msOr(restoreTestEvery, null) }));
}

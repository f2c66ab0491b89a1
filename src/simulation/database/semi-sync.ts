// Semi-synchronous replication on a primary: who waits, what others see meanwhile, when it is given up and taken up again
// (documentation "Semisynchronous Replication"; recordings mariadb.semisync.*).
import type { DatabaseNode } from '../../infrastructure/model.ts';

/** The settings of a primary. */
export type SemiSync = NonNullable<DatabaseNode['semiSync']>;

/**
 * Whether a commit waits for an acknowledgement. `on`: `Rpl_semi_sync_master_status`; `clients`: semi-sync replicas that are connected. With
 * `wait_no_slave` OFF and nobody connected it does not wait, though the status still says ON.
 */
export function waitsForAcknowledgement(semiSync: SemiSync | null, on: boolean, clients: number): boolean {
  return semiSync !== null && on && (semiSync.waitNoReplica || clients > 0);
}

/** Whether other sessions see a row while its commit waits: after the commit in the engine, yes; before it, no. */
export function isVisibleWhileWaiting(waitPoint: SemiSync['waitPoint']): boolean {
  return waitPoint === 'AFTER_COMMIT';
}

/** After a fallback: an acknowledgement of everything committed so far turns it on again. */
export function turnsOnAgain(acknowledged: number, committed: number): boolean {
  return acknowledged >= committed;
}

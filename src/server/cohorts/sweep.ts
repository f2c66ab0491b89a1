// What has ended goes, and what a stop left half-removed: to be called every few minutes, by any number of instances.
import { sweepInvitations } from '../identity/invitations.ts';
import { sweepLimits } from '../identity/limits.ts';
import { sweepSessions } from '../identity/sessions.ts';
import type { Database } from '../store/database.ts';
import { sweepRemoved } from './removal.ts';

/** Removes sessions, limits and invitations that are over, and finishes removals that a stop interrupted; rows of each. */
export async function sweep(database: Database, nowMs: number): Promise<{ sessions: number; limits: number; invitations: number; removed: number }> {
  return { sessions: await sweepSessions(database, nowMs), limits: await sweepLimits(database, nowMs), invitations: await sweepInvitations(database, nowMs), removed: await sweepRemoved(database) };
}

// Two MariaDB servers of a recording: what their files say, and what the recorder's machine was like.
import type { DatabaseNode } from '../../infrastructure/model.ts';
import { readMariadb } from '../../daemons/mariadb/index.ts';
import type { MariadbPart } from '../../daemons/parts.ts';
import { Cluster } from '../../simulation/database/cluster.ts';
import { MariadbServer } from '../../simulation/database/server.ts';
import type { Question } from '../recording.ts';

/** A commit on the recorder's machine, data on tmpfs: 0.2 to 0.5 ms in all recordings. */
export const COMMIT_MS = 0.3;
/** What the recorder's client adds to each statement. */
export const CLIENT_MS = 0.5;
/** From the relay log into the table: a replica without link delay is seen 0.5 ms behind at most times. */
export const APPLY_MS = 0.35;
/** A read, until the row is looked for. */
export const READ_MS = 0.3;

/** One way on the link. Without a delay it is the loopback; the recorder's proxy adds about 1 ms of its own (d = 20: commits of 42 to 46 ms; 50: 102). */
export function oneWayMs(delayMs: number): number {
  return delayMs === 0 ? 0.1 : delayMs + 1;
}

/** The file of one server of a recording. Throws where there is none. */
export function partOf(question: Question, name: string): MariadbPart {
  const text = typeof question.config === 'string' ? undefined : question.config[name];
  if (text === undefined) throw new Error(`The recording has no file for ${name}.`);
  return readMariadb(text, `${name}.cnf`).part;
}

function nodeOf(part: MariadbPart, name: string, given: Partial<DatabaseNode>): DatabaseNode {
  return {
    name, host: name, workers: 1000, replicateFrom: null, readOnly: part.readOnly, semiSync: part.semiSync, parallelThreads: part.parallelThreads,
    parallelMode: part.parallelMode, delayMs: 0, autoIncrement: part.autoIncrement, syncBinlog: part.syncBinlog, flushLogAtCommit: part.flushLogAtCommit,
    bind: 'any', requireSecureTransport: false, ...given,
  };
}

/** The recording's primary and replica, replicating, with times. */
export function clusterOf(question: Question, conditions: { oneWayDelayMs: number; applyMs?: number; delayMs?: number }): Cluster {
  const { oneWayDelayMs, applyMs = APPLY_MS, delayMs = 0 } = conditions;
  const primary = partOf(question, 'primary');
  const replica = partOf(question, 'replica');
  const isPrimary = primary.semiSyncRole === 'primary' || primary.semiSyncRole === 'both';
  const acknowledges = replica.semiSyncRole === 'replica' || replica.semiSyncRole === 'both';
  return new Cluster([
    nodeOf(primary, 'primary', isPrimary ? {} : { semiSync: null }),
    nodeOf(replica, 'replica', { replicateFrom: 'primary', delayMs, ...(acknowledges ? {} : { semiSync: null }) }),
  ], { oneWayDelayMs, applyMs });
}

/** One server of the recording, empty, without times. */
export function serverOf(question: Question, name: string): MariadbServer {
  const { serverId, binlog, autoIncrement } = partOf(question, name);
  const { gtidDomainId, gtidStrictMode, logSlaveUpdates } = binlog;
  return new MariadbServer({ serverId, gtidDomainId, gtidStrictMode, logSlaveUpdates, autoIncrement });
}

/** An input as a number; `otherwise` where it is null or absent. */
export function numberOf(question: Question, name: string, otherwise: number): number {
  const value = question.inputs[name];
  return typeof value === 'number' ? value : otherwise;
}

/** The middle of some times, in milliseconds; of two middle ones the mean. null: there are none. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** To a tenth, as the recordings have times. */
export function tenth(ms: number): number {
  return Math.round(ms * 10) / 10;
}

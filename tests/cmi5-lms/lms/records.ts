// The statements of the record store: kept as sent, found by id or by filter (xAPI Communication 2.1).
import { randomUUID } from 'node:crypto';
import { asArray, at, canonical, isObject, type JsonObject } from '../json.ts';
import { timeOf } from '../xapi/formats.ts';

/** A statement with what the store adds: stored, authority, version, and timestamp and id where absent (xAPI Data 2.3.1). */
export type Stored = JsonObject & { id: string; stored: string; timestamp: string };

/** The statements of one record store, in the order in which they were stored. */
export interface Records {
  all(): readonly Stored[];
  find(id: string): Stored | undefined;
  add(statement: JsonObject): Stored;
  /** For the statement that is stored under this id: whether the other one says the same. */
  matches(stored: Stored, received: JsonObject): boolean;
}

/** An empty store. `authority` is the agent that the store enters as xAPI Data 2.4.9 asks. */
export function createRecords(authority: JsonObject): Records {
  const list: Stored[] = [];
  return {
    all: () => list,
    find: (id) => list.find((one) => one.id.toLowerCase() === id.toLowerCase()),
    matches: (stored, received) => comparable(stored) === comparable({ ...received, timestamp: received.timestamp ?? stored.timestamp }),
    add: (statement) => {
      const stored = new Date().toISOString();
      // 2.4.8 stored and 2.4.9 authority are overwritten; 2.4.10: version 1.0.0 where absent; 2.4.6.2: context activities become arrays.
      const kept = { id: randomUUID(), timestamp: stored, version: '1.0.0', ...withArrays(statement), stored, authority } as Stored;
      list.push(kept);
      return kept;
    },
  };
}

function withArrays(statement: JsonObject): JsonObject {
  const activities = at(statement, 'context', 'contextActivities');
  if (!isObject(activities) || !isObject(statement.context)) return statement;
  return { ...statement, context: { ...statement.context, contextActivities: Object.fromEntries(Object.entries(activities).map(([key, value]) => [key, asArray(value)])) } };
}

/** xAPI Data 2.3.1: what may differ between two forms of the same statement is taken out. */
function comparable(statement: JsonObject): string {
  const own = Object.entries(withArrays(statement)).filter(([key]) => !['id', 'stored', 'authority', 'version', 'attachments', 'timestamp'].includes(key));
  return `${timeOf(String(statement.timestamp))} ${canonical(withoutDefinitions(Object.fromEntries(own)))}`;
}

/** Definitions of activities and the display of verbs are no part of a statement (2.3.1.b2, b3). */
function withoutDefinitions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefinitions);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'definition' && key !== 'display').map(([key, inner]) => [key, key === 'extensions' ? inner : withoutDefinitions(inner)]));
}

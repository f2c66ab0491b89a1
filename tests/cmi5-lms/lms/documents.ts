// The documents of the record store: State, Agent Profile and Activity Profile (xAPI Communication 2.2).
import { createHash } from 'node:crypto';
import { identityOf } from '../xapi/actor.ts';

/** A stored document. */
export interface Document {
  content: Buffer;
  type: string;
  updated: Date;
  /** SHA-1 of the content in hexadecimal, without quotes (xAPI Communication 3.1.s4.b2). */
  etag: string;
}

/** The documents of one record store; a key names what they belong to, an id the document. */
export interface Documents {
  stateKey(activityId: string, agent: unknown, registration: string | undefined): string;
  agentKey(agent: unknown): string;
  activityKey(activityId: string): string;
  get(key: string, id: string): Document | undefined;
  /** All documents of a key, by id. */
  of(key: string): ReadonlyMap<string, Document>;
  put(key: string, id: string, content: Buffer, type: string): void;
  remove(key: string, id: string): void;
}

/** An empty store of documents. */
export function createDocuments(): Documents {
  const all = new Map<string, Map<string, Document>>();
  const of = (key: string): Map<string, Document> => {
    const found = all.get(key) ?? new Map<string, Document>();
    all.set(key, found);
    return found;
  };
  return {
    of,
    stateKey: (activityId, agent, registration) => JSON.stringify(['state', activityId, identityOf(agent), registration?.toLowerCase() ?? '']),
    agentKey: (agent) => JSON.stringify(['agent', identityOf(agent)]),
    activityKey: (activityId) => JSON.stringify(['activity', activityId]),
    get: (key, id) => of(key).get(id),
    put: (key, id, content, type) => of(key).set(id, { content, type, updated: new Date(), etag: createHash('sha1').update(content).digest('hex') }),
    remove: (key, id) => of(key).delete(id),
  };
}

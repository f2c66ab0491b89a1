// A route as data: what it is called, who may, on which object. The guard reads it, and so does the test that tries every route with everybody else's ids.
import type { GenericSchema, InferOutput } from 'valibot';
import type { Caller } from '../identity/sessions.ts';
import type { Database } from '../store/database.ts';
import type { Services } from './services.ts';

/** Who may call a route: everybody, a learner, an instructor, either of them. */
export type Who = 'anyone' | 'learner' | 'instructor' | 'signed-in';

/** What `:id` in a path is: of a cohort that the instructor is staff of, or of the learner who asks. */
export type ObjectKind = 'cohort' | 'learner' | 'submission' | 'regrade';

/** What an instructor is in a cohort: an assistant may do all but delete the cohort and change its staff. */
export type Role = 'owner' | 'assistant';

/** The object of a request, seen by whoever may see it. */
export interface Target {
  kind: ObjectKind;
  id: string;
  cohort: string;
  /** Whose it is; null: the cohort's. */
  learner: string | null;
  /** Of the caller; null: a learner. */
  role: Role | null;
}

/** What a handler gets. */
export interface Asked<Body = unknown> {
  /** null where anyone may ask and nobody is signed in. */
  caller: Caller | null;
  /** The object of the path; null: the route has none. */
  target: Target | null;
  params: { [name: string]: string };
  query: URLSearchParams;
  /** Checked against the route's schema. */
  body: Body;
  /** The value of a cookie; null: there is none. */
  cookie(name: string): string | null;
  database: Database;
  services: Services;
  nowMs: number;
  newId(): string;
  /** For limits: a hash of the client's address under a key of this installation; the address itself is kept nowhere. */
  from: string;
}

/** What a handler gives back: JSON, with the session's cookie set (token) or taken away (null), and further headers; or any response. */
export type Answer = { status?: number; json: unknown; session?: string | null; headers?: readonly (readonly [name: string, value: string])[] } | Response;

/** A route of the API. */
export interface Route<Schema extends GenericSchema = GenericSchema> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Under /api/v1; `:id` is the object. */
  path: string;
  who: Who;
  object?: ObjectKind;
  /** Only the owner of the object's cohort. */
  isOwners?: true;
  /** Of the body, which only routes with a schema may have. */
  body?: Schema;
  /** Most bytes of the body; BODY_MAX when left out. */
  bodyMax?: number;
  handle(asked: Asked<InferOutput<Schema>>): Promise<Answer>;
}

/** A route, with the type of its body found from its schema. */
export const route = <Schema extends GenericSchema>(one: Route<Schema>): Route => one as unknown as Route;

// The door of this folder: a plain server for the built site.
/** Serves a built site from memory. */
export { serveStatic, type StaticOptions, type StaticServer } from './serve.ts';
/** The policy that every answer carries. */
export { CONTENT_SECURITY_POLICY, STRICT_HEADERS } from '../listen/headers.ts';

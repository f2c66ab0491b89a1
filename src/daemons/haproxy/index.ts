// haproxy.cfg in both directions.
export { readHaproxy } from './read.ts';
export { renderHaproxy } from './render.ts';
export { NEVER_MS } from './assemble.ts';

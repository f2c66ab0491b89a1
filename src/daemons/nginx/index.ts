// nginx.conf in both directions.
export { readNginx } from './read.ts';
export { renderNginx } from './render.ts';

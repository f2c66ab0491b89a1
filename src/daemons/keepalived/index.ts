// keepalived.conf in both directions.
export { readKeepalived } from './read.ts';
export { renderKeepalived, type RenderKeepalivedOptions } from './render.ts';

// nftables: the rules of one host, in both directions.
export { readNftables } from './read.ts';
export { renderNftables } from './render.ts';

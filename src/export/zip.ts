// A zip of files that is the same, byte for byte, whenever and wherever it is made.
import { zipSync } from 'fflate';
import type { Files } from './files.ts';

/** In local time, which is what a zip holds: the same in every time zone. */
const DATE = new Date(2026, 0, 1);

/** The files as a zip, in their order. */
export const zipFiles = (files: Files): Uint8Array => zipSync(Object.fromEntries(files), { level: 9, mtime: DATE });

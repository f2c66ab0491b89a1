import { createHash } from 'node:crypto';
import type { Model } from '../../../infrastructure/index.ts';
import { canonicalJson } from '../../canonical.ts';

/** What models are known again by: SHA-256 in hexadecimal digits. */
export const modelHashOf = (model: Model): string => createHash('sha256').update(canonicalJson(model)).digest('hex');

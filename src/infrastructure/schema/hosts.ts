import { address } from './addresses.ts';
import { fields, oneOf, optional, words } from './forms.ts';

/** Schema of `Host`. */
export const hostSchema = fields({
  size: optional(oneOf('small', 'medium', 'large')),
  zone: optional(words),
  machine: optional(words),
  privateAddress: optional(address),
  publicAddress: optional(address),
});

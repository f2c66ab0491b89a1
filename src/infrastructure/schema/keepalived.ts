import { address } from './addresses.ts';
import { duration, fields, flag, named, oneOf, optional, whole } from './forms.ts';

const memberSchema = fields({
  priority: whole(1, 255),
  state: optional(oneOf('MASTER', 'BACKUP')),
  nopreempt: optional(flag),
  preemptDelay: optional(duration(1000, 1_000_000, 1000)),
});

/** Schema of `VrrpInstance`. */
export const vrrpInstanceSchema = fields({
  virtualAddress: address,
  virtualRouterId: whole(1, 255),
  version: optional(oneOf(2, 3)),
  advertInt: optional(duration(10, 255_000)),
  members: named(memberSchema, 64),
  unicast: optional(flag),
  trackScript: optional(fields({
    check: oneOf('process', 'http'),
    // keepalived counts microseconds in 32 bits.
    interval: duration(1000, 4_294_000, 1000),
    fall: optional(whole(1, 1000)),
    rise: optional(whole(1, 1000)),
    weight: optional(whole(-253, 253)),
  })),
});

import { duration, fields, optional } from './forms.ts';

/** Schema of `HaproxyTimeouts`. */
export const timeoutsSchema = fields({
  connect: optional(duration()),
  client: optional(duration()),
  server: optional(duration()),
  queue: optional(duration()),
  check: optional(duration()),
  httpRequest: optional(duration()),
});

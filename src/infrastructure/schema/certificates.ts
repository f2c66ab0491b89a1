import { domain, duration, fields, flag, list, oneOf, optional } from './forms.ts';

const LIFETIME = duration(1000, 3650 * 86_400_000);

/** Schema of `Certificate`. */
export const certificateSchema = fields({
  domains: list(domain, 100, 1),
  expiresIn: LIFETIME,
  renew: optional(fields({ before: LIFETIME, challenge: oneOf('http-01', 'dns-01'), reload: flag })),
});

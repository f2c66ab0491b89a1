import { domain, duration, fields, list, optional, whole, words } from './forms.ts';

const DAY_MS = 86_400_000;

/** Schema of `DnsRecord`. */
export const dnsRecordSchema = fields({
  name: domain,
  values: list(words, 64, 1),
  ttl: duration(0, 30 * DAY_MS, 1000),
  healthCheck: optional(fields({ interval: duration(1000), fall: whole(1, 1000) })),
});

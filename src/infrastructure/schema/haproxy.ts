import { address } from './addresses.ts';
import { backendSchema } from './backends.ts';
import { duration, either, fields, flag, list, name, named, oneOf, optional, text, whole } from './forms.ts';
import { timeoutsSchema } from './timeouts.ts';

const bindSchema = fields({
  port: whole(1, 65_535),
  address: optional(address),
  certificate: optional(name),
  sslMinVer: optional(oneOf('TLSv1.2', 'TLSv1.3')),
});

const useBackendSchema = fields({
  if: fields({ method: optional(oneOf('GET', 'POST')), pathBegins: optional(text('path', /^\/[\x21-\x7e]*$/)) }),
  backend: name,
});

const frontendSchema = fields({
  bind: list(bindSchema, 100, 1),
  defaultBackend: name,
  useBackend: optional(list(useBackendSchema, 100)),
  redirectToHttps: optional(flag),
  hsts: optional(duration(1000, 3650 * 86_400_000, 1000)),
});

const hostList = list(name, 64, 1);

/** Schema of `Haproxy`. */
export const haproxySchema = fields({
  on: either((value) => (Array.isArray(value) ? hostList : name)),
  timeouts: optional(timeoutsSchema),
  frontends: optional(named(frontendSchema, 100)),
  backends: named(backendSchema, 100),
});

import { duration, fields, flag, list, name, oneOf, optional, text, whole, wordOrForm } from './forms.ts';

const upstreamServerSchema = fields({
  to: name,
  weight: optional(whole(1, 65_535)),
  maxFails: optional(whole(0, 1000)),
  failTimeout: optional(duration(1000, 24 * 86_400_000, 1000)),
  maxConns: optional(whole(0, 1_000_000)),
  backup: optional(flag),
  down: optional(flag),
});

const upstreamSchema = fields({
  method: optional(wordOrForm(['round_robin', 'least_conn', 'ip_hash'], {
    random: fields({ random: oneOf('two') }),
    hash: fields({ hash: text('key', /^[A-Za-z0-9$_{}:/.-]+$/), consistent: optional(flag) }),
  })),
  servers: list(upstreamServerSchema, 1000, 1),
  zone: optional(flag),
});

/** Schema of `Nginx`. */
export const nginxSchema = fields({
  host: name,
  listen: optional(list(fields({ port: whole(1, 65_535), certificate: optional(name) }), 100, 1)),
  upstream: upstreamSchema,
  proxyConnectTimeout: optional(duration()),
  proxyReadTimeout: optional(duration()),
  proxyNextUpstream: optional(list(oneOf('error', 'timeout', 'http_500', 'http_502', 'http_503', 'http_504', 'non_idempotent', 'off'), 20, 1)),
  proxyNextUpstreamTries: optional(whole(0, 1000)),
  proxyNextUpstreamTimeout: optional(duration()),
});

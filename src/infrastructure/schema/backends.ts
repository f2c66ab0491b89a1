import { duration, either, fields, flag, isObject, list, name, named, oneOf, optional, path, token, whole, wordOrForm } from './forms.ts';
import { timeoutsSchema } from './timeouts.ts';

/** Limit of counts of connections: far above any exercise, far below a daemon's own. */
const MANY = 1_000_000;

const balanceSchema = wordOrForm(['roundrobin', 'static-rr', 'leastconn', 'first', 'source', 'random'], {
  random: fields({ random: whole(1, 100) }),
  hash: fields({
    hash: wordOrForm(['source', 'uri'], { header: fields({ header: token }), urlParam: fields({ urlParam: token }) }),
    hashType: optional(oneOf('map-based', 'consistent')),
    balanceFactor: optional(whole(101, 65_535)),
  }),
});

const healthCheckSchema = fields({
  inter: optional(duration()),
  fall: optional(whole(1, 1000)),
  rise: optional(whole(1, 1000)),
  fastinter: optional(duration()),
  downinter: optional(duration()),
});

const serverSchema = fields({
  to: name,
  weight: optional(whole(0, 256)),
  backup: optional(flag),
  check: optional(either((value) => (isObject(value) ? healthCheckSchema : flag))),
  slowstart: optional(duration(1000)),
  maxconn: optional(whole(0, MANY)),
  minconn: optional(whole(0, MANY)),
  maxqueue: optional(whole(0, MANY)),
  observe: optional(oneOf('layer4', 'layer7')),
  errorLimit: optional(whole(1, MANY)),
  onError: optional(oneOf('fastinter', 'fail-check', 'sudden-death', 'mark-down')),
  onMarkedDown: optional(oneOf('shutdown-sessions')),
  id: optional(whole(1, 2_147_483_647)),
});

const retries = whole(-1, 100);
const retryOn = oneOf('none', 'conn-failure', 'empty-response', 'response-timeout', '500', '502', '503', '504', 'all-retryable-errors');

/** Schema of `Backend`. */
export const backendSchema = fields({
  balance: optional(balanceSchema),
  servers: named(serverSchema, 1000),
  httpchk: optional(fields({ uri: path, method: optional(oneOf('GET', 'HEAD', 'OPTIONS')), expectStatus: optional(whole(100, 599)) })),
  redispatch: optional(either((value) => (typeof value === 'number' ? retries : flag))),
  retries: optional(whole(0, 100)),
  retryOn: optional(list(retryOn, 20, 1)),
  disableL7RetryForPost: optional(flag),
  allbackups: optional(flag),
  cookie: optional(fields({ name: token, mode: oneOf('insert') })),
  timeouts: optional(timeoutsSchema),
  fullconn: optional(whole(1, MANY)),
  sslToServers: optional(oneOf('verify required', 'verify none')),
});

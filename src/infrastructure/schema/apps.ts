import { address } from './addresses.ts';
import { domain, duration, either, fields, flag, isObject, list, name, oneOf, optional, path, whole, words, wordOrForm } from './forms.ts';

const endpointForms = wordOrForm([], {
  virtualAddress: fields({ virtualAddress: address }),
  dns: fields({ dns: domain }),
  backend: fields({ backend: name }),
});
const endpointSchema = either((value) => (isObject(value) ? endpointForms : name));

const readAfterWriteSchema = wordOrForm(['none'], {
  primaryFor: fields({ primaryFor: duration() }),
  gtidWait: fields({ gtidWait: duration(), then: oneOf('primary', 'replica', 'error') }),
  primaryForClasses: fields({ primaryForClasses: list(words, 100, 1) }),
});

/** Schema of `App`. */
export const appSchema = fields({
  host: name,
  port: optional(whole(1, 65_535)),
  listenOn: optional(oneOf('loopback', 'private', 'any')),
  workers: optional(whole(1, 1024)),
  listenBacklog: optional(whole(1, 65_535)),
  sessionStore: optional(oneOf('memory', 'shared', 'signed-cookie')),
  health: optional(list(fields({ uri: path, depth: oneOf('process', 'page', 'database'), timeout: optional(duration()) }), 20)),
  warmup: optional(duration()),
  dropQueuedAfter: optional(duration()),
  cancelOnDisconnect: optional(flag),
  idempotencyKeys: optional(flag),
  database: optional(fields({
    writer: endpointSchema,
    readers: optional(list(endpointSchema, 100)),
    queryTimeout: optional(duration()),
    connectTimeout: optional(duration()),
    readAfterWrite: optional(readAfterWriteSchema),
  })),
});

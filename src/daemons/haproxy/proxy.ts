// What one section says: `defaults`, `frontend`, `backend` or `listen`, before the sections are put together.
import type { Balance, BackendServer, HashKey, HttpRule, RetryOn } from '../../infrastructure/model.ts';
import type { Endpoint } from '../parts.ts';
import type { Acls } from './conditions.ts';
import type { Standing } from './proxy-keywords.ts';
import type { ConfigLine } from './syntax.ts';

/** Everything of a server line that `default-server` may give. */
export interface ServerOptions {
  isChecked: boolean;
  interMs: number;
  fall: number;
  rise: number;
  fastinterMs: number | null;
  downinterMs: number | null;
  weight: number;
  backup: boolean;
  slowstartMs: number;
  maxconn: number;
  minconn: number;
  maxqueue: number;
  observe: BackendServer['observe'];
  errorLimit: number;
  onError: BackendServer['onError'];
  onMarkedDown: BackendServer['onMarkedDown'];
  cookie: string | null;
  disabled: boolean;
  isTls: boolean;
  /** null: not said, which is `required`. */
  verify: 'required' | 'none' | null;
  hasCaFile: boolean;
  /** null: counted. */
  id: number | null;
}

/** HAProxy's own defaults (manual 2.6, section 5.2). */
export const SERVER_DEFAULTS: ServerOptions = {
  isChecked: false, interMs: 2000, fall: 3, rise: 2, fastinterMs: null, downinterMs: null, weight: 1, backup: false, slowstartMs: 0, maxconn: 0, minconn: 0, maxqueue: 0,
  observe: null, errorLimit: 10, onError: 'fail-check', onMarkedDown: null, cookie: null, disabled: false, isTls: false, verify: null, hasCaFile: false, id: null,
};

/** One server line; `port` null: as the frontend's. */
export interface Server { at: ConfigLine; name: string; address: string; port: number | null; options: ServerOptions }

/** What `balance` names, without what `hash-type` adds. */
export type BalanceLine = Exclude<Balance, { algorithm: 'hash' }> | { algorithm: 'hash'; key: HashKey };

/** What `hash-type` says. */
export type HashLine = Pick<Extract<Balance, { algorithm: 'hash' }>, 'hashType' | 'function' | 'avalanche'>;

/** An `http-request` rule with its line. */
export interface Rule { at: ConfigLine; rule: HttpRule }

/** A section under reading. */
export interface Proxy {
  at: ConfigLine;
  standing: Standing;
  name: string;
  /** HAProxy's own default is tcp (manual 2.6, `mode`). */
  mode: 'http' | 'tcp';
  isDisabled: boolean;
  /** By name, such as `connect`; 0 is none. */
  timeouts: Map<string, number>;
  balance: BalanceLine;
  hash: HashLine | null;
  balanceFactor: number | null;
  retries: number;
  redispatch: number;
  retryOn: RetryOn[];
  disableL7RetryForPost: boolean;
  allbackups: boolean;
  cookie: { name: string; mode: 'insert' } | null;
  fullconn: number | null;
  /** `option httpchk`; null: a connection is all that is tested. */
  httpchk: { method: string; uri: string } | null;
  /** `http-check` lines. `isInherited`: the first of this section replaces them. */
  httpCheck: { method: string | null; uri: string | null; expectStatus: number | null; isInherited: boolean; /** Since the last connection. */ hasSent: boolean };
  defaultServer: ServerOptions;
  servers: Server[];
  binds: { port: number; address: string | null; certificate: string | null; sslMinVer: 'TLSv1.2' | 'TLSv1.3' | null }[];
  defaultBackend: { name: string; at: ConfigLine } | null;
  /** `isLeftOut`: only its backend counts, which has to exist. */
  useBackend: { at: ConfigLine; isLeftOut: boolean; method: 'GET' | 'POST' | null; pathBegins: string | null; backend: string }[];
  /** A `bind` that HAProxy takes, modelled or not. */
  isListening: boolean;
  /** Lines that choose a backend or answer, whether they could be read or not. */
  routes: number;
  /** It serves HAProxy's metrics. */
  hasMetrics: boolean;
  rules: Rule[];
  /** Its status; null: none. */
  redirectToHttps: number | null;
  hstsMs: number | null;
  acls: Acls;
  /** The `defaults` that it inherits from. */
  defaults: Proxy | null;
}

/** A section with HAProxy's own defaults, or with those of a `defaults` section. ACLs are not inherited (manual 2.6, `acl`). */
export function openProxy(at: ConfigLine, standing: Standing, name: string, defaults: Proxy | null): Proxy {
  const own = { at, standing, name, defaults, servers: [], binds: [], useBackend: [], routes: 0, hasMetrics: false, isListening: false, acls: new Map() };
  if (defaults !== null) {
    return {
      ...defaults, ...own, timeouts: new Map(defaults.timeouts), retryOn: [...defaults.retryOn], httpCheck: { ...defaults.httpCheck, isInherited: true },
      defaultServer: { ...defaults.defaultServer }, rules: [...defaults.rules],
    };
  }
  return {
    ...own, mode: 'tcp', isDisabled: false, timeouts: new Map(), balance: { algorithm: 'roundrobin' }, hash: null, balanceFactor: null, retries: 3, redispatch: 0,
    retryOn: ['conn-failure'], disableL7RetryForPost: false, allbackups: false, cookie: null, fullconn: null, httpchk: null,
    httpCheck: { method: null, uri: null, expectStatus: null, isInherited: false, hasSent: false },
    defaultServer: { ...SERVER_DEFAULTS }, defaultBackend: null, rules: [], redirectToHttps: null, hstsMs: null,
  };
}

/** Endpoint of a server whose port is known, or is `port`. */
export function endpointOf(server: Server, port: number): Endpoint {
  return { address: server.address, port: server.port ?? port };
}

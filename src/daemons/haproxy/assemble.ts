// Sections as a part: what leads where, and what HAProxy adds when it puts a configuration together (`check_config_validity`).
import type { Timeouts } from '../../infrastructure/model.ts';
import type { HaproxyPart } from '../parts.ts';
import { balanceOf } from './balance-line.ts';
import { httpchkOf, isCheckMethod } from './check-lines.ts';
import { endpointOf, type Proxy, type Rule, type Server } from './proxy.ts';
import { reachable } from './http-rules.ts';
import type { Remarks } from './remarks.ts';
import type { Sections } from './sections.ts';

type FrontendPart = HaproxyPart['frontends'][number];
type BackendPart = HaproxyPart['backends'][number];
type ServerPart = BackendPart['servers'][number];

/**
 * What stands for "no timeout": 24 days, the longest that a design can write and just below the longest timer of HAProxy.
 * HAProxy itself has no default for connect, client and server, and warns when one is absent.
 */
export const NEVER_MS = 24 * 86_400_000;

/** A frontend with the section that it is of. */
interface Listening { proxy: Proxy; part: FrontendPart }

const isFrontend = ({ standing }: Proxy): boolean => standing === 'frontend' || standing === 'listen';

/** Whether a section is a group of servers: a `listen` without servers is one only when somebody names it. */
function isBackend(proxy: Proxy, proxies: readonly Proxy[]): boolean {
  if (proxy.standing !== 'listen') return proxy.standing === 'backend';
  return proxy.servers.length > 0 || proxies.some((one) => one.defaultBackend?.name === proxy.name || one.useBackend.some((rule) => rule.backend === proxy.name));
}

/** A timeout in milliseconds; null where there is none (0 is none too). */
const timeoutOf = (proxy: Proxy, name: string): number | null => (proxy.timeouts.get(name) ?? 0) || null;

/** A timeout without which HAProxy warns. */
function wanted(proxy: Proxy, name: string, remarks: Remarks): number {
  const ms = timeoutOf(proxy, name);
  if (ms === null) remarks.unsupported(proxy.at, `${proxy.name} has no timeout ${name}: HAProxy waits for ever, which is read as 24 days.`);
  return ms ?? NEVER_MS;
}

/** What of a section works only in mode http. */
function dropHttp(proxy: Proxy, remarks: Remarks): void {
  if (proxy.mode === 'http') return;
  const passed = (rule: Pick<Rule, 'at'>, what: string): void => remarks.add(rule.at, 'ignored', `HAProxy passes over ${what} in mode tcp.`);
  if (isFrontend(proxy)) {
    for (const rule of proxy.rules) passed(rule, 'rules of http-request');
    const conditional = proxy.useBackend.filter((rule) => rule.method !== null || rule.pathBegins !== null);
    for (const rule of conditional) passed(rule, 'conditions on HTTP');
    Object.assign(proxy, { rules: [], useBackend: proxy.useBackend.filter((rule) => !conditional.includes(rule)), redirectToHttps: null, hstsMs: null });
  }
  if (proxy.standing === 'frontend') return;
  if (proxy.balance.algorithm === 'hash') passed(proxy, 'balance on what HTTP says');
  if (proxy.cookie !== null && proxy.defaults?.cookie !== proxy.cookie) passed(proxy, 'cookie');
  const never = proxy.retryOn.includes('none') || !proxy.retryOn.includes('conn-failure');
  Object.assign(proxy, { cookie: null, retryOn: never && !proxy.retryOn.includes('all-retryable-errors') ? ['none'] : ['conn-failure'], disableL7RetryForPost: false });
  for (const server of proxy.servers) {
    if (server.options.observe === 'layer7') remarks.unsupported(server.at, 'server: observe layer7 is for mode http only; it is left out.');
    server.options = { ...server.options, cookie: null, observe: server.options.observe === 'layer7' ? null : server.options.observe };
  }
}

function frontendPart(proxy: Proxy, proxies: readonly Proxy[], remarks: Remarks): FrontendPart {
  const own = proxy.standing === 'listen' && isBackend(proxy, proxies) ? proxy.name : null;
  const known = (name: string): boolean => proxies.some((one) => one.name === name && one.standing !== 'frontend');
  const { defaultBackend } = proxy;
  if (defaultBackend !== null && !known(defaultBackend.name)) remarks.invalid(defaultBackend.at, `default_backend: there is no backend ${defaultBackend.name}.`);
  const rules = proxy.useBackend.filter((rule) => {
    if (!known(rule.backend)) remarks.invalid(rule.at, `use_backend: there is no backend ${rule.backend}.`);
    return known(rule.backend) && !rule.isLeftOut;
  });
  const reached = reachable(proxy.rules, ({ rule }) => rule);
  for (const { at } of proxy.rules.slice(reached.length)) remarks.add(at, 'ignored', 'This rule is never reached: the one before it ends every request.');
  // Where nothing speaks TLS, a redirect of everything to https is what is meant by the redirect of plain requests.
  const toHttps = proxy.binds.some((bind) => bind.certificate !== null) ? undefined
    : reached.find(({ rule: { action, if: test } }) => action.kind === 'redirect' && action.to === 'scheme https' && test === null);
  return {
    name: proxy.name,
    bind: proxy.binds,
    defaultBackend: defaultBackend !== null && known(defaultBackend.name) ? defaultBackend.name : own,
    useBackend: rules.map(({ method, pathBegins, backend }) => ({ method, pathBegins, backend })),
    redirectToHttps: proxy.redirectToHttps ?? (toHttps?.rule.action.kind === 'redirect' ? toHttps.rule.action.status : null),
    hstsMs: proxy.hstsMs,
    rules: reached.filter((rule) => rule !== toHttps).map(({ rule }) => rule),
  };
}

/** Ids as HAProxy gives them: the position, or the next one that is free. */
function idsOf(servers: readonly Server[]): number[] {
  const used = new Set(servers.flatMap(({ options }) => options.id ?? []));
  let next = 1;
  return servers.map(({ options: { id } }) => {
    if (id === null) while (used.has(next)) next += 1;
    const given = id ?? next;
    used.add(given);
    next += 1;
    return given;
  });
}

function serverPart(server: Server, id: number, port: number, isOff: boolean): ServerPart {
  const { options } = server;
  const { isChecked, interMs, fall, rise, fastinterMs, downinterMs, isTls: _isTls, verify: _verify, hasCaFile: _hasCaFile, ...rest } = options;
  // A minconn above maxconn becomes the maxconn, and the limit is fixed.
  const fixed = options.minconn > options.maxconn;
  return {
    ...rest, name: server.name, endpoint: endpointOf(server, port), id, check: isChecked ? { interMs, fall, rise, fastinterMs, downinterMs } : null,
    maxconn: fixed ? options.minconn : options.maxconn, minconn: fixed ? 0 : options.minconn, disabled: options.disabled || isOff,
  };
}

/** TLS to the servers; the model has it for all servers of a backend or for none. */
function tlsOf({ at, servers }: Proxy, remarks: Remarks): BackendPart['sslToServers'] {
  const kinds = new Set(servers.map(({ options }) => (options.isTls ? options.verify ?? 'required' : 'plain')));
  if (kinds.size > 1) remarks.unsupported(at, 'server: ssl on some servers only, or verified in different ways, is not modelled; the first server counts.');
  const [first = 'plain'] = kinds;
  return first === 'plain' ? null : `verify ${first}`;
}

function backendPart(proxy: Proxy, leading: readonly Listening[], common: Timeouts, remarks: Remarks): BackendPart {
  const byDefault = leading.filter(({ part }) => part.defaultBackend === proxy.name);
  const clients = byDefault.map((one) => ({ ...one, clientMs: timeoutOf(one.proxy, 'client') ?? NEVER_MS, httpRequestMs: timeoutOf(one.proxy, 'http-request') }));
  const [first] = clients;
  for (const one of clients.filter(({ clientMs, httpRequestMs }) => clientMs !== first!.clientMs || httpRequestMs !== first!.httpRequestMs)) {
    remarks.unsupported(one.proxy.at, `${one.part.name} and ${first!.part.name} lead to ${proxy.name} with different timeouts of clients; those of ${first!.part.name} are taken.`);
  }
  const connectMs = wanted(proxy, 'connect', remarks);
  const tunnelMs = proxy.mode === 'tcp' ? timeoutOf(proxy, 'tunnel') : null;
  const port = (byDefault[0] ?? leading.find(({ part }) => part.useBackend.some((rule) => rule.backend === proxy.name)))?.part.bind[0]?.port ?? 80;
  const ids = idsOf(proxy.servers);
  const httpchk = httpchkOf(proxy);
  const method = proxy.httpCheck.method ?? proxy.httpchk?.method;
  if (httpchk !== null && method !== undefined && !isCheckMethod(method)) {
    remarks.unsupported(proxy.at, `${proxy.name}: checks with the method ${method} are not modelled; GET is taken.`);
  }
  return {
    name: proxy.name,
    mode: proxy.mode,
    balance: balanceOf(proxy),
    servers: proxy.servers.map((server, position) => serverPart(server, ids[position]!, port, proxy.isDisabled)),
    httpchk,
    redispatch: proxy.redispatch,
    retries: proxy.retries,
    retryOn: proxy.retryOn,
    disableL7RetryForPost: proxy.disableL7RetryForPost || (proxy.mode === 'http' && byDefault.some((one) => one.proxy.disableL7RetryForPost)),
    allbackups: proxy.allbackups,
    cookie: proxy.cookie,
    timeouts: {
      connectMs, clientMs: tunnelMs ?? first?.clientMs ?? common.clientMs, serverMs: tunnelMs ?? wanted(proxy, 'server', remarks),
      queueMs: timeoutOf(proxy, 'queue') ?? connectMs, checkMs: timeoutOf(proxy, 'check'), httpRequestMs: first === undefined ? common.httpRequestMs : first.httpRequestMs,
    },
    fullconn: proxy.fullconn,
    sslToServers: tlsOf(proxy, remarks),
  };
}

/** Timeouts of the whole configuration: of the `defaults` that the first section inherits from; where they say nothing, the first section that does. */
function commonTimeouts({ defaults, proxies }: Sections, first: Proxy | undefined): Timeouts {
  const source = first?.defaults ?? defaults.at(-1);
  const of = (name: string): number | null => (source === undefined || source === null ? null : timeoutOf(source, name));
  const find = (name: string): number => proxies.reduce((found, proxy) => found ?? timeoutOf(proxy, name), of(name)) ?? NEVER_MS;
  const connectMs = find('connect');
  return { connectMs, clientMs: find('client'), serverMs: find('server'), queueMs: of('queue') ?? connectMs, checkMs: of('check'), httpRequestMs: of('http-request') };
}

/** Rules of a backend belong to its frontends here, which is the same where they lead nowhere else. */
function moveRules(proxy: Proxy, listening: readonly Listening[], remarks: Remarks): void {
  if (proxy.rules.length === 0 && proxy.redirectToHttps === null && proxy.hstsMs === null) return;
  const names = ({ part }: Listening): (string | null)[] => [part.defaultBackend, ...part.useBackend.map((rule) => rule.backend)];
  const leading = listening.filter((one) => names(one).includes(proxy.name));
  if (leading.length === 0 || leading.some((one) => names(one).some((name) => name !== proxy.name))) {
    const lines = new Map(proxy.rules.map(({ at }) => [at.line, at]));
    for (const at of lines.size > 0 ? lines.values() : [proxy.at]) remarks.unsupported(at, `Rules of HTTP in backend ${proxy.name} are modelled only where all its frontends lead to it alone.`);
    return;
  }
  for (const { proxy: frontend, part } of leading) {
    const added = proxy.rules.filter(({ at }) => !frontend.rules.some((rule) => rule.at === at)).map(({ rule }) => rule);
    part.rules = reachable([...part.rules, ...added], (rule) => rule);
    part.redirectToHttps ??= proxy.redirectToHttps;
    part.hstsMs ??= proxy.hstsMs;
  }
}

/** Modes that do not fit: HAProxy refuses a frontend of http before a backend of tcp. */
function checkModes({ proxy, part }: Listening, proxies: readonly Proxy[], remarks: Remarks): void {
  for (const name of new Set([part.defaultBackend, ...part.useBackend.map((rule) => rule.backend)])) {
    const backend = proxies.find((one) => one.name === name && one.standing !== 'frontend');
    if (backend === undefined || backend.mode === proxy.mode) continue;
    if (proxy.mode === 'http') remarks.invalid(proxy.at, `${proxy.name} is in mode http and leads to ${name} in mode tcp.`);
    else remarks.unsupported(proxy.at, `${proxy.name} is in mode tcp and leads to ${name} in mode http; it is taken as http.`);
  }
}

/** Puts the sections of a file together. */
export function assemble(sections: Sections, remarks: Remarks): HaproxyPart {
  const { proxies } = sections;
  for (const proxy of proxies) dropHttp(proxy, remarks);
  const listening: Listening[] = [];
  let metricsPort: number | null = null;
  for (const proxy of proxies.filter(isFrontend)) {
    const part = frontendPart(proxy, proxies, remarks);
    if (proxy.isDisabled) remarks.unsupported(proxy.at, `${proxy.name} is disabled: nothing listens there, and it is left out.`);
    else if (proxy.routes === 0 && part.defaultBackend === null && part.useBackend.length === 0 && part.rules.length === 0) {
      if (proxy.hasMetrics) metricsPort ??= part.bind[0]?.port ?? null;
      remarks.add(proxy.at, 'ignored', `${proxy.name} leads to no backend: it serves HAProxy's own pages at most, and is left out.`);
    } else {
      if (part.bind.length === 0) remarks.unsupported(proxy.at, `${proxy.name} has no bind that is modelled: nothing listens there.`);
      listening.push({ proxy, part });
    }
  }
  const backends = proxies.filter((proxy) => isBackend(proxy, proxies));
  for (const proxy of backends.filter(({ standing }) => standing === 'backend')) moveRules(proxy, listening, remarks);
  for (const one of listening) {
    checkModes(one, proxies, remarks);
    wanted(one.proxy, 'client', remarks);
  }
  const timeouts = commonTimeouts(sections, listening[0]?.proxy ?? backends[0]);
  return { timeouts, metricsPort, frontends: listening.map(({ part }) => part), backends: backends.map((proxy) => backendPart(proxy, listening, timeouts, remarks)) };
}

// The `upstream` block: balancing method, servers, zone.
import type { NginxPart } from '../parts.ts';
import { quoted, type Remark } from '../text.ts';
import type { Directive } from './syntax.ts';
import { readEndpoint, readNumber, readSize, readTime } from './values.ts';

/** What one `upstream` says. */
export type Upstream = Pick<NginxPart, 'method' | 'servers' | 'zone'>;
type Server = NginxPart['servers'][number];

/** nginx's default port of an upstream server. */
const PORT = 80;
/** Eight pages of 4 KiB: nginx refuses a smaller zone. */
const ZONE_MIN = 32_768;

/** A server with nginx's defaults (ngx_http_upstream_module). */
export function serverAt(endpoint: Server['endpoint']): Server {
  return { endpoint, weight: 1, maxFails: 1, failTimeoutMs: 10_000, maxConns: 0, backup: false, down: false };
}

/** Reads the block. Servers that nginx would refuse are left out. */
export function readUpstream(upstream: Directive, remark: Remark): Upstream {
  const part: Upstream = { method: { kind: 'round_robin' }, servers: [], zone: false };
  let method: Directive | null = null;
  for (const directive of upstream.block ?? []) {
    const { name, args, line } = directive;
    if (name === 'server') {
      const server = readServer(directive, remark);
      if (server === null) continue;
      // The method's own list of parameters counts only from its line on (nginx 1.22.1, ngx_http_upstream_server).
      if (server.backup && refusesBackup(part.method)) remark(line, 'invalid', `'backup' after '${method!.name}': this balancing method refuses it.`);
      part.servers.push(server);
    } else if (name === 'zone') {
      part.zone = true;
      checkZone(directive, remark);
    } else if (['ip_hash', 'least_conn', 'hash', 'random'].includes(name)) {
      if (method !== null) remark(line, 'ignored', `A second balancing method: '${name}' takes the place of '${method.name}' of line ${method.line}.`);
      method = directive;
      part.method = readMethod(name, args, line, remark);
    }
  }
  const usable = part.servers.filter((server) => !server.backup);
  if (usable.length === 0) remark(upstream.line, 'invalid', `No servers in upstream ${quoted(upstream.args[0] ?? '')} besides backups.`);
  return part;
}

/** Whether nginx refuses `backup` on a server line that stands after the line of this method. Tried with nginx 1.22.1. */
export function refusesBackup(method: NginxPart['method']): boolean {
  return method.kind !== 'round_robin' && method.kind !== 'least_conn';
}

function readMethod(name: string, args: readonly string[], line: number, remark: Remark): NginxPart['method'] {
  if (name === 'hash') {
    if (args[1] !== undefined && args[1] !== 'consistent') remark(line, 'invalid', `'hash' has the parameter ${quoted(args[1])}; it knows only 'consistent'.`);
    return { kind: 'hash', key: args[0] ?? '', consistent: args[1] === 'consistent' };
  }
  if (name === 'random') {
    const [two, by] = args;
    if (two !== undefined && two !== 'two') remark(line, 'invalid', `'random' has the parameter ${quoted(two)}; it knows only 'two'.`);
    if (by !== undefined && by !== 'least_conn') remark(line, 'invalid', `'random two' has the method ${quoted(by)}; nginx knows only 'least_conn' here.`);
    return { kind: two === 'two' ? 'random_two' : 'random' };
  }
  return { kind: name === 'ip_hash' ? 'ip_hash' : 'least_conn' };
}

function checkZone({ args, line }: Directive, remark: Remark): void {
  if (args[1] === undefined) return;
  const bytes = readSize(args[1]);
  if (bytes === null) remark(line, 'invalid', `'zone' has the size ${quoted(args[1])}; write it such as 64k.`);
  else if (bytes < ZONE_MIN) remark(line, 'invalid', `'zone' has the size ${quoted(args[1])}; nginx wants at least 32k.`);
}

function readServer({ args, line }: Directive, remark: Remark): Server | null {
  const [address = '', ...parameters] = args;
  const refuse = (text: string): void => {
    const hint = text === 'server' ? ' Is there a ";" missing before it?' : '';
    remark(line, 'invalid', `'server' has the parameter ${quoted(text)}, which nginx 1.22 refuses.${hint}`);
  };
  if (address.startsWith('unix:')) remark(line, 'unsupported', `'server' ${quoted(address)} is a socket in a file; a design reaches applications over the network.`);
  const endpoint = address.startsWith('unix:') ? { address, port: 0 } : readEndpoint(address, PORT);
  if (endpoint === null) {
    remark(line, 'invalid', `'server' has the address ${quoted(address)}, which is none.`);
    return null;
  }
  if (isNever(endpoint.address)) remark(line, 'invalid', `'server' has the host ${quoted(endpoint.address)}, which never resolves (RFC 6761).`);
  const server = serverAt(endpoint);
  for (const parameter of parameters) {
    const [name, value] = split(parameter);
    if (parameter === 'backup') server.backup = true;
    else if (parameter === 'down') server.down = true;
    else {
      const read = PARAMETERS.get(name)?.(value);
      if (read === undefined || read === null) {
        // nginx stops here too.
        refuse(parameter);
        break;
      }
      Object.assign(server, read);
    }
  }
  return server;
}

type ReadParameter = (value: string) => Partial<Server> | null;

const PARAMETERS: ReadonlyMap<string, ReadParameter> = new Map<string, ReadParameter>([
  ['weight', (value) => orNull(readNumber(value) || null, (weight) => ({ weight }))],
  ['max_fails', (value) => orNull(readNumber(value), (maxFails) => ({ maxFails }))],
  ['max_conns', (value) => orNull(readNumber(value), (maxConns) => ({ maxConns }))],
  ['fail_timeout', (value) => orNull(readTime(value, true), (failTimeoutMs) => ({ failTimeoutMs }))],
]);

function orNull(value: number | null, then: (value: number) => Partial<Server>): Partial<Server> | null {
  return value === null ? null : then(value);
}

function split(parameter: string): [string, string] {
  const sign = parameter.indexOf('=');
  return sign < 0 ? ['', ''] : [parameter.slice(0, sign), parameter.slice(sign + 1)];
}

/** Names under `.invalid` never resolve, and nginx does not start with one (RFC 6761, 6.4). */
export function isNever(host: string): boolean {
  return /(^|\.)invalid\.?$/i.test(host);
}

// nginx.conf as a part of a design.
import type { NginxPart, ReadFile, FileRemark } from '../parts.ts';
import { quoted, remarksOn, type Remark } from '../text.ts';
import { checkDirectives } from './check.ts';
import { readListens } from './listen.ts';
import { destinationOf, effective, scopesOf, type Destination, type Scope } from './pass.ts';
import { parseNginx, type Directive } from './syntax.ts';
import { readUpstream, serverAt } from './upstream.ts';
import { readNumber, readTime } from './values.ts';

type Settings = Pick<NginxPart, 'proxyConnectTimeoutMs' | 'proxyReadTimeoutMs' | 'proxyNextUpstream' | 'proxyNextUpstreamTries' | 'proxyNextUpstreamTimeoutMs'>;
type NextUpstream = NginxPart['proxyNextUpstream'][number];

/** nginx's defaults (ngx_http_proxy_module). */
const PROXY_TIMEOUT_MS = 60_000;

const NEXT_UPSTREAM = new Set<string>([
  'error', 'timeout', 'invalid_header', 'http_403', 'http_404', 'http_429', 'http_500', 'http_502', 'http_503', 'http_504', 'non_idempotent', 'off',
] satisfies NextUpstream[]);

/**
 * Reads nginx.conf. The part is the upstream that the first proxying server uses, `location /` before others, with every server that passes to the same one.
 * Never throws; `file` is the name for remarks.
 */
export function readNginx(text: string, file: string): ReadFile<NginxPart> {
  const remarks: FileRemark[] = [];
  const remark = remarksOn(file, remarks);
  const tree = parseNginx(text, remark);
  checkDirectives(tree, remark);
  const part = readTree(tree, remark);
  return { part, remarks: remarks.sort((a, b) => a.line - b.line) };
}

function readTree(tree: readonly Directive[], remark: Remark): NginxPart {
  const http = tree.find(({ name }) => name === 'http') ?? { name: 'http', args: [], line: 1, block: [] };
  const blocks = (name: string): Directive[] => (http.block ?? []).filter((directive) => directive.name === name && directive.block !== null);
  const upstreams = blocks('upstream');
  checkUpstreamNames(upstreams, remark);
  const read = new Map(upstreams.map((upstream) => [upstream, readUpstream(upstream, remark)]));
  const scopes = blocks('server').flatMap((server) => scopesOf(server, http)).map((scope) => ({ scope, to: destinationOf(scope, upstreams, remark) }));
  const main = mainOf(scopes);
  const part: NginxPart = {
    workerProcesses: 1,
    listen: [],
    ...(main?.to?.kind === 'upstream' ? read.get(main.to.upstream)! : { method: { kind: 'round_robin' as const }, servers: main?.to?.kind === 'server' ? [serverAt(main.to.endpoint)] : [], zone: false }),
    ...readSettings(main?.scope.chain ?? [http], remark),
  };
  part.workerProcesses = readWorkers(tree, part.zone, remark);
  part.listen = readServers(blocks('server'), http, scopes, main, remark);
  for (const upstream of upstreams) if (main?.to?.kind !== 'upstream' || main.to.upstream !== upstream) remark(upstream.line, 'unsupported', `The upstream ${quoted(upstream.args[0] ?? '')} is left out: a design's nginx has one upstream, the first that is used.`);
  if (main === null && tree.length > 0) remark(http.line, 'unsupported', 'No location of this file proxies to a server that can be read; a design has nginx in front of applications only.');
  return part;
}

type Found = { scope: Scope; to: Destination };

/** The scope that counts: of the first server that proxies, `location /` before others. */
function mainOf(scopes: readonly Found[]): Found | null {
  const readable = scopes.filter(({ to }) => to !== null);
  const first = readable.filter(({ scope }) => scope.server === readable[0]?.scope.server);
  return first.find(({ scope }) => scope.location.args.join(' ') === '/') ?? first[0] ?? null;
}

/** What all servers that pass to the main destination listen on; the other servers are told. */
function readServers(servers: readonly Directive[], http: Directive, scopes: readonly Found[], main: Found | null, remark: Remark): NginxPart['listen'] {
  const listen: NginxPart['listen'] = [];
  for (const server of servers) {
    const own = scopes.filter(({ scope }) => scope.server === server);
    const listens = readListens(server, [http, server], remark);
    const same = own.find((found) => main !== null && isSame(found.to, main.to));
    if (same === undefined) {
      remark(server.line, 'unsupported', `The server on port ${listens.map(({ port }) => port).join(', ')} is left out: it does not pass requests to the upstream that was read.`);
      continue;
    }
    for (const { scope, to } of own) if (scope !== same.scope && scope !== main?.scope) remark(scope.location.line, 'unsupported', `${quoted(`location ${scope.location.args.join(' ')}`)} ${isSame(to, main!.to) ? 'is one more way to the same upstream' : 'passes to other servers'}; a design's nginx treats all paths alike.`);
    if (same === main && main.scope.location.args.join(' ') !== '/') remark(main.scope.location.line, 'unsupported', `Only ${quoted(`location ${main.scope.location.args.join(' ')}`)} is passed on; in a design every path is.`);
    if (same !== main && !isAlike(same.scope, main!.scope)) remark(same.scope.location.line, 'unsupported', 'This location has other proxy settings than the first one to the same upstream; a design has one set.');
    for (const one of listens) {
      if (listen.some((other) => other.port === one.port && other.address === one.address)) remark(server.line, 'unsupported', `A second server on port ${one.port}: a design's nginx does not choose by server_name.`);
      else listen.push(one);
    }
  }
  return listen;
}

function isSame(a: Destination, b: Destination): boolean {
  if (a === null || b === null) return false;
  if (a.kind === 'upstream' || b.kind === 'upstream') return a.kind === 'upstream' && b.kind === 'upstream' && a.upstream === b.upstream;
  return a.endpoint.address === b.endpoint.address && a.endpoint.port === b.endpoint.port;
}

const silent: Remark = () => undefined;

function isAlike(a: Scope, b: Scope): boolean {
  return JSON.stringify(readSettings(a.chain, silent)) === JSON.stringify(readSettings(b.chain, silent));
}

function checkUpstreamNames(upstreams: readonly Directive[], remark: Remark): void {
  const seen = new Set<string>();
  for (const { args, line } of upstreams) {
    const name = args[0]?.toLowerCase() ?? '';
    if (seen.has(name)) remark(line, 'invalid', `Duplicate upstream ${quoted(name)}.`);
    seen.add(name);
  }
}

/** `worker_processes`; `auto` is as many as the machine has processors, which no file tells. */
function readWorkers(tree: readonly Directive[], zone: boolean, remark: Remark): number {
  const found = tree.find(({ name, args }) => name === 'worker_processes' && args.length === 1);
  if (found === undefined) return 1;
  if (found.args[0] === 'auto') {
    remark(found.line, zone ? 'ignored' : 'unsupported', `'worker_processes auto' is read as 1: the number of processors is not in the file.${zone ? '' : " Without 'zone' each process chooses servers by itself."}`);
    return 1;
  }
  const workers = readNumber(found.args[0]!);
  if (workers === null || workers === 0) remark(found.line, 'invalid', `'worker_processes' has the value ${quoted(found.args[0]!)}, which is no number from 1 and not 'auto'.`);
  return workers === null || workers === 0 ? 1 : workers;
}

/** The proxy settings that count in a scope. Wrong values were told before; nginx's defaults stand in for them. */
function readSettings(chain: readonly Directive[], remark: Remark): Settings {
  const value = (name: string): string => effective(chain, name)?.args[0] ?? '';
  return {
    proxyConnectTimeoutMs: readTime(value('proxy_connect_timeout'), false) ?? PROXY_TIMEOUT_MS,
    proxyReadTimeoutMs: readTime(value('proxy_read_timeout'), false) ?? PROXY_TIMEOUT_MS,
    proxyNextUpstream: readNextUpstream(effective(chain, 'proxy_next_upstream'), remark),
    proxyNextUpstreamTries: readNumber(value('proxy_next_upstream_tries')) ?? 0,
    proxyNextUpstreamTimeoutMs: readTime(value('proxy_next_upstream_timeout'), false) ?? 0,
  };
}

function readNextUpstream(found: Directive | undefined, remark: Remark): NextUpstream[] {
  const words = (found?.args ?? []).map((word) => word.toLowerCase());
  const read = [...new Set(words)].filter((word): word is NextUpstream => NEXT_UPSTREAM.has(word));
  if (read.length < words.length) remark(found!.line, 'ignored', "'proxy_next_upstream' has a word twice, or one without effect here.");
  return read.length > 0 ? read : ['error', 'timeout'];
}

// Which servers of a file are the nginx of a design: those that pass requests to the same upstream as the first that proxies.
import type { NginxPart } from '../parts.ts';
import { quoted, type Remark } from '../text.ts';
import { readListens } from './listen.ts';
import type { Destination, Scope } from './pass.ts';
import { readSettings } from './settings.ts';
import type { Directive } from './syntax.ts';

/** A location that proxies, and where to. */
export interface Found { scope: Scope; to: Destination }

/** The one that counts: of the first server that proxies, `location /` before others. */
export function mainOf(found: readonly Found[]): Found | null {
  const readable = found.filter(({ to }) => to !== null);
  const first = readable.filter(({ scope }) => scope.server === readable[0]?.scope.server);
  return first.find(({ scope }) => pathOf(scope.location) === '/') ?? first[0] ?? null;
}

/** What all servers that pass to the main destination listen on; what the others do is told. */
export function readServers(servers: readonly Directive[], http: Directive, found: readonly Found[], main: Found | null, remark: Remark): NginxPart['listen'] {
  const listen: NginxPart['listen'] = [];
  for (const server of servers) {
    const own = found.filter(({ scope }) => scope.server === server);
    const listens = readListens(server, [http, server], remark);
    const same = own.find((one) => one === main) ?? own.find((one) => main !== null && isSame(one.to, main.to));
    if (same === undefined || main === null) {
      remark(server.line, 'unsupported', `The server on port ${listens.map(({ port }) => port).join(', ')} is left out: it does not pass requests to the upstream that was read.`);
      continue;
    }
    tellLocations(server, own, same, main, remark);
    for (const one of listens) {
      if (!listen.some((other) => other.port === one.port && other.address === one.address)) listen.push(one);
      else remark(server.line, 'unsupported', `A second server on port ${one.port}: a design's nginx does not choose by server_name.`);
    }
  }
  return listen;
}

/** Says which paths of a server go another way than in a design, where all paths go one way. */
function tellLocations(server: Directive, own: readonly Found[], same: Found, main: Found, remark: Remark): void {
  for (const location of (server.block ?? []).filter(({ name }) => name === 'location')) {
    if (!own.some(({ scope }) => scope.chain.includes(location))) remark(location.line, 'unsupported', `${title(location)} does not pass requests on; in a design every path is passed on.`);
  }
  for (const { scope, to } of own) {
    if (scope === same.scope) continue;
    const way = isSame(to, main.to) ? 'is one more way to the same upstream' : 'passes to other servers';
    remark(scope.location.line, 'unsupported', `${title(scope.location)} ${way}; a design's nginx treats all paths alike.`);
  }
  const { location } = same.scope;
  if (pathOf(location) !== '/') remark(location.line, 'unsupported', `${title(location)} is passed on; in a design every path is.`);
  if (same !== main && !isAlike(same.scope, main.scope)) remark(location.line, 'unsupported', `${title(location)} has other proxy settings than the first way to this upstream; a design has one set.`);
}

function pathOf({ args }: Directive): string {
  return args.join(' ');
}

function title(location: Directive): string {
  return quoted(`location ${pathOf(location)}`);
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

// Where requests go: the locations with `proxy_pass`, and what it names.
import type { Endpoint } from '../parts.ts';
import { quoted, type Remark } from '../text.ts';
import type { Directive } from './syntax.ts';
import { isNever } from './upstream.ts';
import { readEndpoint } from './values.ts';

/** A location that proxies. `chain`: the blocks around `pass`, outermost first. */
export interface Scope { server: Directive; location: Directive; pass: Directive; chain: Directive[] }

/** What a `proxy_pass` names: an upstream of the file, a server, or nothing that can be read. */
export type Destination = { kind: 'upstream'; upstream: Directive } | { kind: 'server'; endpoint: Endpoint } | null;

/** All of a server, in the order of the file. */
export function scopesOf(server: Directive, http: Directive): Scope[] {
  const scopes: Scope[] = [];
  const walk = (location: Directive, chain: Directive[]): void => {
    const pass = location.block?.find(({ name, args }) => name === 'proxy_pass' && args.length === 1);
    if (pass !== undefined) scopes.push({ server, location, pass, chain });
    for (const inner of location.block ?? []) if (inner.name === 'location') walk(inner, [...chain, inner]);
  };
  for (const location of server.block ?? []) if (location.name === 'location') walk(location, [http, server, location]);
  return scopes;
}

/** The innermost directive of a name that counts in a scope. */
export function effective(chain: readonly Directive[], name: string): Directive | undefined {
  for (const block of chain.toReversed()) {
    const found = block.block?.find((directive) => directive.name === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Reads the argument of a `proxy_pass`. Names of upstreams are compared without case, as nginx does. */
export function destinationOf({ pass, location }: Scope, upstreams: readonly Directive[], remark: Remark): Destination {
  const { line } = pass;
  const url = pass.args[0]!;
  const match = /^(https?):\/\/([^/?#]*)(.*)$/i.exec(url);
  if (match === null) {
    if (url.includes('$')) remark(line, 'unsupported', `'proxy_pass' ${quoted(url)} hangs on a variable.`);
    else remark(line, 'invalid', `'proxy_pass' has ${quoted(url)}, which does not begin with "http://" or "https://".`);
    return null;
  }
  const [, scheme, host, path] = match as unknown as [string, string, string, string];
  if (host.includes('$')) {
    remark(line, 'unsupported', `'proxy_pass' ${quoted(url)} hangs on a variable.`);
    return null;
  }
  if (scheme.toLowerCase() === 'https') remark(line, 'unsupported', `'proxy_pass' ${quoted(url)}: a design has no TLS between nginx and applications.`);
  if (path !== '') checkPath(path, location, line, remark);
  const bare = host.toLowerCase();
  const upstream = upstreams.find(({ args }) => args[0]?.toLowerCase() === bare);
  if (upstream !== undefined) return { kind: 'upstream', upstream };
  if (upstreams.some(({ args }) => bare.startsWith(`${args[0]?.toLowerCase()}:`) && !args[0]!.includes(':'))) {
    remark(line, 'invalid', `'proxy_pass' ${quoted(url)}: an upstream may not have a port here.`);
    return null;
  }
  return serverOf(host, scheme.toLowerCase() === 'https' ? 443 : 80, url, upstreams.length > 0, line, remark);
}

function serverOf(host: string, port: number, url: string, hasUpstreams: boolean, line: number, remark: Remark): Destination {
  if (host.startsWith('unix:')) {
    remark(line, 'unsupported', `'proxy_pass' ${quoted(url)}: a socket in a file; a design reaches applications over the network.`);
    return { kind: 'server', endpoint: { address: host, port: 0 } };
  }
  const endpoint = readEndpoint(host, port);
  if (endpoint === null) {
    remark(line, 'invalid', `'proxy_pass' ${quoted(url)} has no host, or a wrong port.`);
    return null;
  }
  if (isNever(endpoint.address)) remark(line, 'invalid', `'proxy_pass' names ${quoted(endpoint.address)}: no upstream has this name, and as a host name it never resolves (RFC 6761).`);
  // A bare word beside upstreams is a slip of the pen far more often than a host; nginx starts only when a name server knows it.
  else if (hasUpstreams && /^[A-Za-z][\w-]*$/.test(host) && host !== 'localhost') remark(line, 'invalid', `'proxy_pass' names ${quoted(host)}, and no upstream of this file has this name.`);
  return { kind: 'server', endpoint };
}

function checkPath(path: string, location: Directive, line: number, remark: Remark): void {
  const hasNoPath = /^[~@]/.test(location.args[0] ?? '');
  if (hasNoPath) remark(line, 'invalid', "'proxy_pass' has a path; in a location with a regular expression or a name nginx refuses that.");
  else if (path !== '/' || location.args.at(-1) !== '/') remark(line, 'unsupported', `'proxy_pass' writes ${quoted(path)} in place of the location's path; a design passes paths on as they are.`);
}

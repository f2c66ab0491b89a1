// nginx.conf as a part of a design.
import type { FileRemark, NginxPart, ReadFile } from '../parts.ts';
import { quoted, remarksOn, type Remark } from '../text.ts';
import { checkDirectives } from './check.ts';
import { destinationOf, scopesOf, type Destination } from './pass.ts';
import { mainOf, readServers } from './servers.ts';
import { readSettings } from './settings.ts';
import { parseNginx, type Directive } from './syntax.ts';
import { readUpstream, serverAt, type Upstream } from './upstream.ts';
import { readNumber } from './values.ts';

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
  const found = blocks('server').flatMap((server) => scopesOf(server, http)).map((scope) => ({ scope, to: destinationOf(scope, upstreams, remark) }));
  const main = mainOf(found);
  if (main === null && tree.length > 0) remark(http.line, 'unsupported', 'No location of this file proxies to a server that can be read; a design has nginx in front of applications only.');
  const used = main?.to?.kind === 'upstream' ? main.to.upstream : null;
  for (const { args, line } of upstreams.filter((upstream) => upstream !== used)) {
    remark(line, 'unsupported', `The upstream ${quoted(args[0] ?? '')} is left out: a design's nginx has one upstream, the first that is used.`);
  }
  const upstream = used === null ? withoutUpstream(main?.to ?? null) : read.get(used)!;
  return {
    workerProcesses: readWorkers(tree, upstream.zone, remark),
    listen: readServers(blocks('server'), http, found, main, remark),
    upstream: used?.args[0] ?? '',
    ...upstream,
    ...readSettings(main?.scope.chain ?? [http], remark),
  };
}

/** `proxy_pass` to an address: nginx makes an upstream of one server. */
function withoutUpstream(to: Destination): Upstream {
  return { method: { kind: 'round_robin' }, servers: to?.kind === 'server' ? [serverAt(to.endpoint)] : [], zone: false };
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
    const why = "'worker_processes auto' is read as 1: the number of processors is not in the file.";
    if (zone) remark(found.line, 'ignored', why);
    else remark(found.line, 'unsupported', `${why} Without 'zone' each process chooses servers by itself.`);
    return 1;
  }
  const workers = readNumber(found.args[0]!);
  if (workers === null || workers === 0) remark(found.line, 'invalid', `'worker_processes' has the value ${quoted(found.args[0]!)}, which is no number from 1 and not 'auto'.`);
  return workers === null || workers === 0 ? 1 : workers;
}

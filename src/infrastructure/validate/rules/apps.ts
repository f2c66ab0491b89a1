import type { FieldPath } from '../../problem.ts';
import type { App, DatabaseAccess, Endpoint, Infrastructure } from '../../vocabulary/index.ts';
import type { Findings } from '../names.ts';
import { modeOf } from './haproxy.ts';

type AnyEndpoint = Endpoint<string, string, string, string>;

function checkEndpoint(endpoint: AnyEndpoint, path: FieldPath, { haproxy }: Infrastructure, findings: Findings): void {
  if (typeof endpoint === 'string') findings.refer(path, endpoint, ['node']);
  else if ('virtualAddress' in endpoint) findings.refer([...path, 'virtualAddress'], endpoint.virtualAddress, ['virtual-address']);
  else if ('dns' in endpoint) findings.refer([...path, 'dns'], endpoint.dns, ['dns']);
  else if (findings.refer([...path, 'backend'], endpoint.backend, ['backend'])) {
    const mode = modeOf(haproxy?.backends[endpoint.backend], (name) => findings.has('node', name));
    if (mode === 'http') findings.conflict([...path, 'backend'], 'backend-without-database', { backend: endpoint.backend });
  }
}

function checkApp(app: App<string, string, string, string, string>, path: FieldPath, design: Infrastructure, findings: Findings): void {
  findings.refer([...path, 'host'], app.host, ['host']);
  const pages = app.health ?? [];
  findings.unique(pages, (page) => page.uri, (position) => [...path, 'health', position, 'uri']);
  if (app.database === undefined) return;
  checkEndpoint(app.database.writer, [...path, 'database', 'writer'], design, findings);
  app.database.readers?.forEach((reader, position) => checkEndpoint(reader, [...path, 'database', 'readers', position], design, findings));
  checkReaders(app.database, [...path, 'database', 'readers'], design, findings);
}

/** The node at the head of the chain of `replicateFrom`; in a circle one of its nodes, the same for all that lead to it. */
function sourceOf(node: string, { mariadb }: Infrastructure): string {
  const chain: string[] = [];
  let next: string | undefined = node;
  for (; next !== undefined && !chain.includes(next); next = mariadb?.nodes[next]?.replicateFrom) chain.push(next);
  return next === undefined ? chain[chain.length - 1]! : chain.slice(chain.indexOf(next)).sort()[0]!;
}

/** Reads and writes of one application go to copies of the same data. An address or a name that moves leads to the primary: at first the first node without a source. */
function checkReaders({ writer, readers = [] }: DatabaseAccess<string, string, string, string>, path: FieldPath, design: Infrastructure, findings: Findings): void {
  const isNode = (endpoint: AnyEndpoint): endpoint is string => typeof endpoint === 'string' && findings.has('node', endpoint);
  const primary = typeof writer === 'string' ? writer : 'backend' in writer ? undefined : Object.entries(design.mariadb?.nodes ?? {}).find(([, node]) => node.replicateFrom === undefined)?.[0];
  if (primary === undefined || !isNode(primary)) return;
  const source = sourceOf(primary, design);
  readers.forEach((reader, position) => {
    // A source that is not declared is told as such.
    if (isNode(reader) && [source, sourceOf(reader, design)].every(isNode) && sourceOf(reader, design) !== source) findings.conflict([...path, position], 'reader-is-unrelated', { reader, writer: primary });
  });
}

/** Applications: what they refer to. */
export function checkApps(design: Infrastructure, findings: Findings): void {
  for (const [name, app] of Object.entries(design.apps ?? {})) checkApp(app, ['apps', name], design, findings);
}

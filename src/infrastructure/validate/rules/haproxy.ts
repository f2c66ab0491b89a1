import type { FieldPath } from '../../problem.ts';
import type { Backend, BackendServer, Frontend, Haproxy, Infrastructure } from '../../vocabulary/index.ts';
import type { Findings } from '../names.ts';

/** The hosts that run HAProxy. */
export function haproxyHosts(haproxy: Haproxy<string, string, string, string>): readonly string[] {
  return typeof haproxy.on === 'string' ? [haproxy.on] : haproxy.on;
}

/** Mode of a backend by what stands behind it; null when database nodes and others are mixed, or nothing is known. */
export function modeOf(backend: Backend<string> | undefined, isNode: (name: string) => boolean): 'http' | 'tcp' | null {
  const targets = Object.values(backend?.servers ?? {}).map((server) => server.to);
  if (targets.length === 0) return null;
  if (targets.every(isNode)) return 'tcp';
  return targets.some(isNode) ? null : 'http';
}

function checkServer(server: BackendServer<string>, path: FieldPath, findings: Findings): void {
  findings.refer([...path, 'to'], server.to, ['app', 'nginx', 'node']);
  // HAProxy's manual, `observe`: "enabling it also requires to enable health checks".
  if (server.observe !== undefined && (server.check ?? false) === false) findings.conflict([...path, 'observe'], 'observe-needs-check');
}

/** What a backend in mode tcp cannot do: HAProxy refuses it or passes over it with a warning. */
function checkTcp(backend: Backend<string>, path: FieldPath, findings: Findings): void {
  const { balance, cookie, retryOn } = backend;
  if (typeof balance === 'object' && 'hash' in balance && balance.hash !== 'source') findings.conflict([...path, 'balance', 'hash'], 'needs-http');
  if (cookie !== undefined) findings.conflict([...path, 'cookie'], 'needs-http');
  if (retryOn?.some((word) => word !== 'none' && word !== 'conn-failure') === true) findings.conflict([...path, 'retryOn'], 'needs-http');
  if (backend.disableL7RetryForPost === true) findings.conflict([...path, 'disableL7RetryForPost'], 'needs-http');
  for (const [name, server] of Object.entries(backend.servers)) {
    if (server.observe === 'layer7') findings.conflict([...path, 'servers', name, 'observe'], 'needs-http');
  }
}

function checkBackend(backend: Backend<string>, path: FieldPath, findings: Findings): void {
  const servers = Object.entries(backend.servers);
  for (const [name, server] of servers) checkServer(server, [...path, 'servers', name], findings);
  const withId = servers.filter(([, server]) => server.id !== undefined);
  findings.unique(withId, ([, server]) => server.id!, (position) => [...path, 'servers', withId[position]![0], 'id']);
  const { balance, retryOn = [] } = backend;
  if (typeof balance === 'object' && 'hash' in balance && balance.balanceFactor !== undefined && balance.hashType !== 'consistent') {
    findings.conflict([...path, 'balance', 'balanceFactor'], 'needs-consistent');
  }
  if (retryOn.includes('none') && retryOn.length > 1) findings.conflict([...path, 'retryOn'], 'stands-alone', { word: 'none' });
  const isNode = (name: string): boolean => findings.has('node', name);
  const mode = modeOf(backend, isNode);
  if (mode === 'tcp') checkTcp(backend, path, findings);
  const other = servers.find(([, server]) => findings.has('app', server.to) || findings.has('nginx', server.to));
  const node = servers.find(([, server]) => isNode(server.to));
  if (node !== undefined && other !== undefined) findings.conflict([...path, 'servers'], 'mixed-targets', { node: node[1].to, other: other[1].to });
}

function checkFrontend(frontend: Frontend<string, string>, path: FieldPath, haproxy: Haproxy<string, string, string, string>, findings: Findings): void {
  const modes = new Set<string>();
  const use = (backend: string, at: FieldPath): void => {
    if (!findings.refer(at, backend, ['backend'])) return;
    const mode = modeOf(haproxy.backends[backend], (name) => findings.has('node', name));
    if (mode !== null) modes.add(mode);
    if (modes.size > 1) findings.conflict(at, 'mixed-modes', { backend });
  };
  use(frontend.defaultBackend, [...path, 'defaultBackend']);
  frontend.useBackend?.forEach((rule, position) => {
    const at = [...path, 'useBackend', position];
    if (rule.if.method === undefined && rule.if.pathBegins === undefined) findings.problems.push({ code: 'empty', path: [...at, 'if'], data: { least: 1 } });
    use(rule.backend, [...at, 'backend']);
  });
  frontend.bind.forEach((bind, position) => {
    if (bind.certificate !== undefined) findings.refer([...path, 'bind', position, 'certificate'], bind.certificate, ['certificate']);
  });
  if (modes.size !== 1 || !modes.has('tcp')) return;
  for (const field of ['useBackend', 'redirectToHttps', 'hsts'] as const) {
    if (frontend[field] !== undefined && frontend[field] !== false) findings.conflict([...path, field], 'needs-http');
  }
}

/** HAProxy: what it refers to, and what it would refuse at its start. */
export function checkHaproxy({ haproxy }: Infrastructure, findings: Findings): void {
  if (haproxy === undefined) return;
  const hosts = haproxyHosts(haproxy);
  const hostPath = (position: number): FieldPath => (typeof haproxy.on === 'string' ? ['haproxy', 'on'] : ['haproxy', 'on', position]);
  hosts.forEach((host, position) => findings.refer(hostPath(position), host, ['host']));
  findings.unique(hosts, (host) => host, hostPath);
  for (const [name, backend] of Object.entries(haproxy.backends)) checkBackend(backend, ['haproxy', 'backends', name], findings);
  for (const [name, frontend] of Object.entries(haproxy.frontends ?? {})) checkFrontend(frontend, ['haproxy', 'frontends', name], haproxy, findings);
}

import { formatPath } from '../../path.ts';
import type { FieldPath } from '../../problem.ts';
import { APP_PORT, MARIADB_PORT, NGINX_PORT, impliedFrontends } from '../../resolve/listeners.ts';
import type { Infrastructure } from '../../vocabulary/index.ts';
import type { Findings } from '../names.ts';
import { haproxyHosts } from './haproxy.ts';

/** Something that listens: `address` is `*`, `loopback`, `private` or an address. */
interface Listener { host: string; port: number; address: string; path: FieldPath }

function haproxyListeners(design: Infrastructure): Listener[] {
  const { haproxy } = design;
  if (haproxy === undefined) return [];
  const written = Object.entries(haproxy.frontends ?? {}).flatMap(([name, frontend]) => frontend.bind.map((bind, position) => (
    { port: bind.port, address: bind.address ?? '*', path: ['haproxy', 'frontends', name, 'bind', position, 'port'] as FieldPath })));
  const implied = impliedFrontends(haproxy, design).map(({ backend, port }) => ({ port, address: '*', path: ['haproxy', 'backends', backend] as FieldPath }));
  return [...new Set(haproxyHosts(haproxy))].flatMap((host) => [...written, ...implied].map((listener) => ({ host, ...listener })));
}

function listenersOf(design: Infrastructure): Listener[] {
  const place = (where: 'loopback' | 'private' | 'any' | undefined): string => (where === undefined || where === 'any' ? '*' : where);
  const nginx = Object.entries(design.nginx ?? {}).flatMap(([name, instance]): Listener[] => (instance.listen === undefined
    ? [{ host: instance.host, port: NGINX_PORT, address: '*', path: ['nginx', name] }]
    : instance.listen.map(({ port }, position) => ({ host: instance.host, port, address: '*', path: ['nginx', name, 'listen', position, 'port'] }))));
  const apps = Object.entries(design.apps ?? {}).map(([name, app]): Listener => (
    { host: app.host, port: app.port ?? APP_PORT, address: place(app.listenOn), path: app.port === undefined ? ['apps', name] : ['apps', name, 'port'] }));
  const nodes = Object.entries(design.mariadb?.nodes ?? {}).map(([name, node]): Listener => (
    { host: node.host, port: MARIADB_PORT, address: place(node.bind), path: ['mariadb', 'nodes', name] }));
  return [...haproxyListeners(design), ...nginx, ...apps, ...nodes];
}

/** Two processes cannot listen on the same port of the same address; `*` is every address. */
export function checkPorts(design: Infrastructure, findings: Findings): void {
  const byPort = new Map<string, Listener[]>();
  for (const listener of listenersOf(design)) {
    const key = `${listener.host}:${listener.port}`;
    const others = byPort.get(key) ?? [];
    const clash = others.find((other) => other.address === '*' || listener.address === '*' || other.address === listener.address);
    if (clash !== undefined) findings.conflict(listener.path, 'port-taken', { port: listener.port, host: listener.host, first: formatPath(clash.path) });
    byPort.set(key, [...others, listener]);
  }
}

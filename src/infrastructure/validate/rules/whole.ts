import type { FieldPath } from '../../problem.ts';
import type { Infrastructure } from '../../vocabulary/index.ts';
import type { Findings } from '../names.ts';
import { haproxyHosts } from './haproxy.ts';

/**
 * Servers in all: entries of nginx upstreams, and of HAProxy's backends once for each HAProxy that runs them.
 * What a graded design may have is bounded by this and the number of hosts.
 */
export function countServers({ haproxy, nginx = {} }: Infrastructure): number {
  const backends = Object.values(haproxy?.backends ?? {}).reduce((sum, backend) => sum + Object.keys(backend.servers).length, 0);
  const upstreams = Object.values(nginx).reduce((sum, instance) => sum + instance.upstream.servers.length, 0);
  return backends * (haproxy === undefined ? 0 : haproxyHosts(haproxy).length) + upstreams;
}

/** A fault, a chart and `to` name one process: applications, nginx, database nodes and HAProxy (by its host) share their names. */
export function checkProcessNames({ haproxy, nginx = {}, apps = {}, mariadb }: Infrastructure, findings: Findings): void {
  const processes: { name: string; path: FieldPath }[] = [
    ...(haproxy === undefined ? [] : [...new Set(haproxyHosts(haproxy))].map((name) => ({ name, path: ['haproxy', 'on'] }))),
    ...Object.keys(nginx).map((name) => ({ name, path: ['nginx', name] })),
    ...Object.keys(apps).map((name) => ({ name, path: ['apps', name] })),
    ...Object.keys(mariadb?.nodes ?? {}).map((name) => ({ name, path: ['mariadb', 'nodes', name] })),
  ];
  findings.unique(processes, (one) => one.name, (position) => processes[position]!.path, 'process');
}

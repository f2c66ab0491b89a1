import type { Nginx, UpstreamServer } from '../model.ts';
import type { Infrastructure, Nginx as WrittenNginx, UpstreamServer as WrittenServer } from '../vocabulary/index.ts';
import { NGINX_PORT } from './listeners.ts';
import { msOr } from './times.ts';

/** nginx's defaults (ngx_core_module, ngx_http_upstream_module, ngx_http_proxy_module). */
const WORKER_PROCESSES = 1;
const MAX_FAILS = 1;
const FAIL_TIMEOUT_MS = 10_000;
const PROXY_TIMEOUT_MS = 60_000;

function resolveMethod(method: WrittenNginx<string, string, string>['upstream']['method'] = 'round_robin'): Nginx['method'] {
  if (typeof method === 'string') return { kind: method };
  if ('random' in method) return { kind: 'random_two' };
  return { kind: 'hash', key: method.hash, consistent: method.consistent ?? false };
}

function resolveServer(server: WrittenServer<string>): UpstreamServer {
  const { to, weight = 1, maxFails = MAX_FAILS, failTimeout, maxConns = 0, backup = false, down = false } = server;
  return { target: to, weight, maxFails, failTimeoutMs: msOr(failTimeout, FAIL_TIMEOUT_MS), maxConns, backup, down };
}

/** The nginx instances. */
export function resolveNginx({ nginx = {} }: Infrastructure): Nginx[] {
  return Object.entries(nginx).map(([name, instance]) => ({
    software: 'nginx',
    name,
    host: instance.host,
    workerProcesses: WORKER_PROCESSES,
    listen: (instance.listen ?? [{ port: NGINX_PORT }]).map(({ port, certificate = null }) => ({ port, address: null, certificate })),
    method: resolveMethod(instance.upstream.method),
    servers: instance.upstream.servers.map(resolveServer),
    zone: instance.upstream.zone ?? false,
    proxyConnectTimeoutMs: msOr(instance.proxyConnectTimeout, PROXY_TIMEOUT_MS),
    proxyReadTimeoutMs: msOr(instance.proxyReadTimeout, PROXY_TIMEOUT_MS),
    proxyNextUpstream: [...instance.proxyNextUpstream ?? ['error', 'timeout'] as const],
    proxyNextUpstreamTries: instance.proxyNextUpstreamTries ?? 0,
    proxyNextUpstreamTimeoutMs: msOr(instance.proxyNextUpstreamTimeout, 0),
  }));
}

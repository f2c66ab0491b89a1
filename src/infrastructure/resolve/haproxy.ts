import type { Frontend, Haproxy } from '../model.ts';
import type { Frontend as WrittenFrontend, Infrastructure } from '../vocabulary/index.ts';
import { resolveBackend } from './backends.ts';
import { impliedFrontends } from './listeners.ts';
import { msOr } from './times.ts';
import { resolveTimeouts } from './timeouts.ts';

/** Moved for good: browsers remember it. */
const REDIRECT = 301;

function resolveFrontend(name: string, frontend: WrittenFrontend<string, string>): Frontend {
  return {
    name,
    bind: frontend.bind.map(({ port, address = null, certificate = null, sslMinVer = null }) => ({ port, address, certificate, sslMinVer })),
    defaultBackend: frontend.defaultBackend,
    useBackend: (frontend.useBackend ?? []).map((rule) => ({ method: rule.if.method ?? null, pathBegins: rule.if.pathBegins ?? null, backend: rule.backend })),
    redirectToHttps: frontend.redirectToHttps === true ? REDIRECT : null,
    hstsMs: msOr(frontend.hsts, null),
    rules: [],
  };
}

/** One HAProxy for each host that runs the configuration; none where there is no configuration. */
export function resolveHaproxy(design: Infrastructure): Haproxy[] {
  const { haproxy } = design;
  if (haproxy === undefined) return [];
  const hosts = typeof haproxy.on === 'string' ? [haproxy.on] : haproxy.on;
  return hosts.map((host) => ({
    software: 'haproxy',
    name: host,
    host,
    timeouts: resolveTimeouts(haproxy.timeouts),
    frontends: [
      ...Object.entries(haproxy.frontends ?? {}).map(([name, frontend]) => resolveFrontend(name, frontend)),
      ...impliedFrontends(haproxy, design).map(({ name, port, backend }) => resolveFrontend(name, { bind: [{ port }], defaultBackend: backend })),
    ],
    backends: Object.entries(haproxy.backends).map(([name, backend]) => resolveBackend(name, backend, haproxy.timeouts, design)),
  }));
}

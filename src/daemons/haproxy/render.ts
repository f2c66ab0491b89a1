// A part as haproxy.cfg: words that HAProxy 2.6 and later versions read alike, and the reason beside each line that decides something.
import { formatDuration } from '../../infrastructure/duration.ts';
import type { Timeouts } from '../../infrastructure/model.ts';
import type { HaproxyPart } from '../parts.ts';
import { renderBackend } from './render-backend.ts';
import { frontendMode, renderFrontend } from './render-frontend.ts';
import { section, type Written } from './writer.ts';

const GLOBAL: readonly Written[] = [['log stdout format raw local0', 'one line a request: what happened, and where it waited']];

function defaultsLines({ connectMs, clientMs, serverMs, queueMs, checkMs, httpRequestMs }: Timeouts): Written[] {
  const lines: Written[] = [
    ['mode http', null],
    ['log global', null],
    [`timeout connect ${formatDuration(connectMs)}`, 'for a server to accept a connection, each try'],
    [`timeout client ${formatDuration(clientMs)}`, 'for a silent client'],
    [`timeout server ${formatDuration(serverMs)}`, 'for a silent server, the wait for its answer included'],
    [`timeout queue ${formatDuration(queueMs)}`, 'for a free slot below maxconn, then 503'],
  ];
  if (checkMs !== null) lines.push([`timeout check ${formatDuration(checkMs)}`, 'for the answer to a health check, once connected']);
  if (httpRequestMs !== null) lines.push([`timeout http-request ${formatDuration(httpRequestMs)}`, 'for the whole header of a request, then 408']);
  return lines;
}

function metricsLines(port: number): Written[] {
  return [
    [`bind *:${port}`, 'for Prometheus; let nobody else reach it'],
    ['http-request use-service prometheus-exporter if { path /metrics }', 'requests, errors, queues and states of all the above'],
    ['no log', null],
  ];
}

/** A name that no other section has. */
function metricsName({ frontends, backends }: HaproxyPart): string {
  const taken = new Set([...frontends, ...backends].map(({ name }) => name));
  let name = 'metrics';
  for (let n = 2; taken.has(name); n++) name = `metrics-${n}`;
  return name;
}

/** Writes haproxy.cfg. `readHaproxy` reads the same part from it. */
export function renderHaproxy(part: HaproxyPart): string {
  return [
    '# Checked by: haproxy -c -f haproxy.cfg\n',
    section('global', GLOBAL),
    section('defaults', defaultsLines(part.timeouts)),
    ...part.frontends.map((frontend) => renderFrontend(frontend, frontendMode(frontend, part), part)),
    ...part.backends.map((backend) => renderBackend(backend, part.timeouts)),
    ...(part.metricsPort === null ? [] : [section(`frontend ${metricsName(part)}`, metricsLines(part.metricsPort))]),
  ].join('\n');
}

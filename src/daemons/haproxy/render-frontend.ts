import { formatDuration } from '../../infrastructure/duration.ts';
import type { HttpRule } from '../../infrastructure/model.ts';
import type { HaproxyPart } from '../parts.ts';
import { reachable } from './http-rules.ts';
import { formatEndpoint } from './values.ts';
import { section, word, type Written } from './writer.ts';

type FrontendPart = HaproxyPart['frontends'][number];

/** Folder of certificates; the file has the certificate's name. */
const CERTIFICATES = '/etc/haproxy/certs';

/** Mode of a frontend: that of the backend that it leads to. */
export function frontendMode(frontend: FrontendPart, { backends }: HaproxyPart): 'http' | 'tcp' {
  const name = frontend.defaultBackend ?? frontend.useBackend[0]?.backend;
  return backends.find((backend) => backend.name === name)?.mode ?? 'http';
}

function bindLine({ port, address, certificate, sslMinVer }: FrontendPart['bind'][number]): Written {
  const tls = certificate === null ? '' : ` ssl crt ${word(`${CERTIFICATES}/${certificate}.pem`)}${sslMinVer === null ? '' : ` ssl-min-ver ${sslMinVer}`}`;
  return [`bind ${formatEndpoint({ address: address ?? '*', port })}${tls}`, null];
}

function actionText({ action }: HttpRule): string {
  switch (action.kind) {
    case 'deny': return `deny deny_status ${action.status}`;
    case 'return': return `return status ${action.status}`;
    case 'set-priority-class': return `set-priority-class int(${action.priority})`;
    case 'redirect': {
      const space = action.to.indexOf(' ');
      return `redirect ${action.to.slice(0, space)} ${word(action.to.slice(space + 1))} code ${action.status}`;
    }
  }
}

const ACTION_REASONS: { readonly [kind in HttpRule['action']['kind']]: string } = {
  deny: 'refused without asking a server',
  return: 'answered without asking a server',
  redirect: 'answered without asking a server',
  'set-priority-class': 'its place in the queue: the lowest number goes first',
};

function ruleLine(rule: HttpRule): Written {
  const reason = ACTION_REASONS[rule.action.kind];
  if (rule.if === null) return [`http-request ${actionText(rule)}`, reason];
  const { fetch, values, negated } = rule.if;
  const test = [fetch, ...(values.some((value) => value.startsWith('-')) ? ['--'] : []), ...values.map(word)].join(' ');
  return [`http-request ${actionText(rule)} if ${negated ? '!' : ''}{ ${test} }`, reason];
}

function useBackendLine({ method, pathBegins, backend }: FrontendPart['useBackend'][number]): Written {
  const tests = [...(method === null ? [] : [`{ method ${method} }`]), ...(pathBegins === null ? [] : [`{ path_beg ${word(pathBegins)} }`])];
  return [`use_backend ${backend} if ${tests.length === 0 ? 'TRUE' : tests.join(' ')}`, 'the first line that fits takes the request'];
}

/** Writes `frontend`. Timeouts of clients are those of its default backend, where they differ from the common ones. */
export function renderFrontend(frontend: FrontendPart, mode: 'http' | 'tcp', part: HaproxyPart): string {
  const own = part.backends.find((backend) => backend.name === frontend.defaultBackend)?.timeouts ?? part.timeouts;
  const lines: Written[] = [];
  if (mode === 'tcp') lines.push(['mode tcp', 'bytes are passed on, not requests']);
  lines.push(...frontend.bind.map(bindLine), [mode === 'tcp' ? 'option tcplog' : 'option httplog', null]);
  if (own.clientMs !== part.timeouts.clientMs) lines.push([`timeout client ${formatDuration(own.clientMs)}`, 'for a silent client']);
  if (own.httpRequestMs !== part.timeouts.httpRequestMs) {
    lines.push([`timeout http-request ${own.httpRequestMs === null ? '0' : formatDuration(own.httpRequestMs)}`, 'for the whole header of a request, then 408']);
  }
  if (mode === 'http') {
    if (frontend.redirectToHttps !== null) lines.push([`http-request redirect scheme https code ${frontend.redirectToHttps} unless { ssl_fc }`, 'plain HTTP is sent to HTTPS']);
    lines.push(...reachable(frontend.rules, (rule) => rule).map(ruleLine));
    if (frontend.hstsMs !== null) {
      lines.push([`http-response set-header Strict-Transport-Security "max-age=${Math.floor(frontend.hstsMs / 1000)}"`, 'browsers use HTTPS only, for so many seconds']);
    }
  }
  lines.push(...frontend.useBackend.filter((rule) => mode === 'http' || (rule.method === null && rule.pathBegins === null)).map(useBackendLine));
  if (frontend.defaultBackend !== null) lines.push([`default_backend ${frontend.defaultBackend}`, null]);
  return section(`frontend ${frontend.name}`, lines);
}

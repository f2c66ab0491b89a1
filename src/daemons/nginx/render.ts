// A part of a design as nginx.conf.
import { formatDuration } from '../../infrastructure/duration.ts';
import type { NginxPart } from '../parts.ts';
import { withReason } from '../text.ts';
import { certificatePath } from './listen.ts';
import { refusesBackup } from './upstream.ts';
import { writeAddress, writeWord } from './values.ts';

/** Column of the reasons. */
const COLUMN = 74;

/** The lines of a file, indented by block. */
class Lines {
  readonly #lines: string[] = [];
  #depth = 0;

  add(text: string, reason: string | null = null): this {
    this.#lines.push(text === '' ? '' : withReason(`${'    '.repeat(this.#depth)}${text}`, reason, COLUMN));
    return this;
  }

  block(head: string, reason: string | null, fill: () => void): this {
    this.add(`${head} {`, reason);
    this.#depth++;
    fill();
    this.#depth--;
    return this.add('}');
  }

  get text(): string {
    return `${this.#lines.join('\n')}\n`;
  }
}

/**
 * Writes nginx.conf for nginx 1.22 and later. Paths are relative to the prefix (`nginx -p`), so that one host can run several and a scratch folder can test it;
 * certificates lie in `/etc/ssl/private`, key and certificate in one file.
 */
export function renderNginx(part: NginxPart): string {
  const lines = new Lines();
  lines.add('# nginx 1.22 and later. Relative paths are under the prefix: start it with nginx -p FOLDER -c FILE.');
  const isAlone = part.workerProcesses > 1 && !part.zone;
  lines.add(`worker_processes ${part.workerProcesses};`, isAlone ? 'Each one chooses servers by itself: the upstream has no zone.' : 'Processes that serve requests.');
  lines.add('pid nginx.pid;').add('error_log stderr;').add('');
  lines.block('events', null, () => lines.add('worker_connections 4096;', 'Two for each request: one to the client, one to the application.')).add('');
  lines.block('http', null, () => {
    lines.add("log_format tries '$remote_addr \"$request\" $status $upstream_addr $upstream_status $upstream_response_time';");
    lines.add('access_log access.log tries;', 'Clients never see a failed try; this log does.');
    for (const user of ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']) lines.add(`${user}_temp_path temp_${user};`);
    lines.add('');
    renderUpstream(part, lines);
    lines.add('');
    renderProxy(part, lines);
    for (const server of serversOf(part.listen)) renderServer(server, part.upstream || NAMELESS, lines.add(''));
  });
  return lines.text;
}

function renderUpstream(part: NginxPart, lines: Lines): void {
  const method = (): void => {
    if (part.method.kind !== 'round_robin') lines.add(`${methodText(part.method)};`, METHOD_REASON[part.method.kind]);
  };
  // nginx refuses `backup` behind the line of some methods, and takes it before.
  const last = refusesBackup(part.method) && part.servers.some((server) => server.backup);
  lines.block(`upstream ${part.upstream || NAMELESS}`, part.method.kind === 'round_robin' ? METHOD_REASON.round_robin : null, () => {
    if (part.zone) lines.add(`zone ${part.upstream || NAMELESS} ${64 * Math.ceil(Math.max(1, part.servers.length) / 64)}k;`, 'All processes share what they know about the servers.');
    if (!last) method();
    for (const server of part.servers) lines.add(serverText(server), serverReason(server));
    if (last) method();
    lines.add('keepalive 16;', 'Idle connections that each process keeps.');
  });
}

/** Name of an upstream that had none. */
const NAMELESS = 'applications';

const METHOD_REASON: { [Kind in NginxPart['method']['kind']]: string } = {
  round_robin: 'In turn, by weight.',
  least_conn: 'The server with the fewest connections, by weight.',
  ip_hash: 'A client stays with its server; the last number of its IPv4 address does not count.',
  random: 'By lot, by weight.',
  random_two: 'Two by lot, then the one with fewer connections.',
  hash: 'Equal keys go to one server.',
};

function methodText(method: NginxPart['method']): string {
  switch (method.kind) {
    case 'hash': return `hash ${writeWord(method.key)}${method.consistent ? ' consistent' : ''}`;
    case 'random_two': return 'random two least_conn';
    default: return method.kind;
  }
}

function serverText({ endpoint, weight, maxFails, failTimeoutMs, maxConns, backup, down }: NginxPart['servers'][number]): string {
  const address = endpoint.address.startsWith('unix:') ? endpoint.address : `${writeAddress(endpoint.address)}:${endpoint.port}`;
  const words = [
    writeWord(address), weight === 1 ? '' : `weight=${weight}`, `max_fails=${maxFails}`, `fail_timeout=${formatSeconds(failTimeoutMs)}`, maxConns === 0 ? '' : `max_conns=${maxConns}`,
    backup ? 'backup' : '', down ? 'down' : '',
  ];
  return `server ${words.filter((word) => word !== '').join(' ')};`;
}

function serverReason({ maxFails, failTimeoutMs, backup, down }: NginxPart['servers'][number]): string {
  if (down) return 'Out of use; its place on a hash is kept.';
  const left = maxFails === 0 ? 'Never left out, whatever fails.' : `Left out for ${formatSeconds(failTimeoutMs)} after ${maxFails === 1 ? 'one failed try' : `${maxFails} failed tries`}.`;
  return backup ? `Only when no other is left. ${left}` : left;
}

/** A time in whole seconds: `fail_timeout` knows no `ms`. */
function formatSeconds(ms: number): string {
  return ms === 0 ? '0' : formatDuration(ms);
}

function renderProxy(part: NginxPart, lines: Lines): void {
  lines.add(`proxy_connect_timeout ${formatDuration(part.proxyConnectTimeoutMs)};`, 'For an application to accept the connection.');
  lines.add(`proxy_read_timeout ${formatDuration(part.proxyReadTimeoutMs)};`, 'Between two reads of its answer; then 504, or the next server.');
  lines.add(`proxy_next_upstream ${part.proxyNextUpstream.join(' ') || 'off'};`, nextReason(part.proxyNextUpstream));
  if (part.proxyNextUpstreamTries > 0) lines.add(`proxy_next_upstream_tries ${part.proxyNextUpstreamTries};`, 'Servers tried for one request, the first one too.');
  if (part.proxyNextUpstreamTimeoutMs > 0) lines.add(`proxy_next_upstream_timeout ${formatDuration(part.proxyNextUpstreamTimeoutMs)};`, 'After this long no further server is tried.');
  lines.add('proxy_http_version 1.1;', 'Connections to applications stay open …');
  lines.add('proxy_set_header Connection "";', '… so the header that would close them is cleared.');
  lines.add('proxy_set_header Host $host;', 'Applications see the name that the client asked for,');
  lines.add('proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;', 'and where it came from.');
}

function nextReason(words: NginxPart['proxyNextUpstream']): string {
  if (words.length === 0 || words.includes('off')) return 'A failed try is the answer: no other server is asked.';
  return words.includes('non_idempotent') ? 'Then the next server is tried, even with a POST that was sent: it may run twice.' : 'Then the next server is tried; not with a POST that was sent.';
}

interface Server { listen: NginxPart['listen']; certificate: string | null }

/** A server has one certificate, so a line with another one begins a new server. */
function serversOf(listen: NginxPart['listen']): Server[] {
  const servers: Server[] = [];
  for (const line of listen) {
    const last = servers.at(-1);
    if (last === undefined || (line.certificate !== null && last.certificate !== null && line.certificate !== last.certificate)) servers.push({ listen: [line], certificate: line.certificate });
    else {
      last.listen.push(line);
      last.certificate ??= line.certificate;
    }
  }
  return servers;
}

function renderServer({ listen, certificate }: Server, upstream: string, lines: Lines): void {
  lines.block('server', null, () => {
    for (const { port, address, certificate: own } of listen) lines.add(`listen ${address === null ? '' : `${writeAddress(address)}:`}${port}${own === null ? '' : ' ssl'};`);
    if (certificate !== null) {
      const file = writeWord(certificatePath(certificate));
      lines.add(`ssl_certificate ${file};`, 'Certificate with its chain, and the key behind it.').add(`ssl_certificate_key ${file};`).add('ssl_protocols TLSv1.2 TLSv1.3;');
    }
    lines.block('location /', null, () => lines.add(`proxy_pass http://${upstream};`));
  });
}

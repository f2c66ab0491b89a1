// `listen` lines and the certificate of their server.
import type { NginxPart } from '../parts.ts';
import { quoted, type Remark } from '../text.ts';
import type { Directive } from './syntax.ts';
import { readEndpoint, readPort } from './values.ts';

type Listen = NginxPart['listen'][number];

/** nginx as root listens here when a server has no `listen`. */
const PORT = 80;
/** Parameters that change nothing of what is simulated. */
const PARAMETER = /^(default_server|default|http2|deferred|bind|reuseport|ipv6only=(on|off)|(backlog|rcvbuf|sndbuf|setfib|fastopen|accept_filter|so_keepalive)=.+)$/;

/** What a server listens on. `chain`: the blocks around it, outermost first, the server last. */
export function readListens(server: Directive, chain: readonly Directive[], remark: Remark): Listen[] {
  const certificate = readCertificate(server, chain, remark);
  const lines = (server.block ?? []).filter(({ name, args }) => name === 'listen' && args.length > 0);
  if (lines.length === 0) return [{ port: PORT, address: null, certificate: null }];
  const listens: Listen[] = [];
  for (const line of lines) {
    const listen = readListen(line, certificate, remark);
    if (listen === null) continue;
    const at = quoted(line.args[0]!);
    const onPort = listens.filter((other) => other.port === listen.port);
    if (onPort.some((other) => other.address === listen.address)) remark(line.line, 'invalid', `'listen' ${at} stands twice in this server.`);
    else if (listen.address === '::' && onPort.some((other) => other.address === null)) remark(line.line, 'ignored', `'listen' ${at}: the same port for IPv6, which a design does not tell apart.`);
    else listens.push(listen);
  }
  return listens;
}

function readCertificate(server: Directive, chain: readonly Directive[], remark: Remark): string | null {
  const find = (name: string): Directive | undefined => chain.toReversed().flatMap((block) => block.block ?? []).find((directive) => directive.name === name);
  const certificate = find('ssl_certificate');
  if (certificate !== undefined && find('ssl_certificate_key') === undefined) remark(certificate.line, 'invalid', "'ssl_certificate' has no 'ssl_certificate_key' beside it.");
  const own = (server.block ?? []).filter(({ name }) => name === 'ssl_certificate');
  for (const other of own.slice(1)) remark(other.line, 'ignored', "'ssl_certificate': a second certificate, for clients with other ciphers.");
  return certificate?.args[0] === undefined ? null : certificateName(certificate.args[0]);
}

function readListen({ args, line }: Directive, certificate: string | null, remark: Remark): Listen | null {
  const [where = '', ...parameters] = args;
  if (where.startsWith('unix:')) {
    remark(line, 'unsupported', `'listen' ${quoted(where)} is a socket in a file; a design listens on ports.`);
    return null;
  }
  const at = readPort(where) === null ? readEndpoint(where, PORT) : { address: '*', port: readPort(where)! };
  if (at === null || /^\d+$/.test(at.address)) {
    remark(line, 'invalid', `'listen' has ${quoted(where)}, which is no address or port.`);
    return null;
  }
  for (const parameter of parameters) {
    if (parameter === 'proxy_protocol') remark(line, 'unsupported', "'listen … proxy_protocol': a design has no word for it.");
    else if (parameter !== 'ssl' && !PARAMETER.test(parameter)) remark(line, 'invalid', `'listen' has the parameter ${quoted(parameter)}, which nginx 1.22 refuses.`);
  }
  const ssl = parameters.includes('ssl');
  if (ssl && certificate === null) remark(line, 'invalid', "'listen … ssl' in a server without 'ssl_certificate'.");
  return { port: at.port, address: at.address === '*' || at.address === '0.0.0.0' ? null : at.address, certificate: ssl ? certificate ?? '' : null };
}

/** Where the file of a certificate lies, with its key behind it. */
export function certificatePath(name: string): string {
  return `/etc/ssl/private/${name}.pem`;
}

/** The name of a certificate by its file: without folders and ending. ACME clients call every file `fullchain.pem`; there the folder has the name. */
export function certificateName(path: string): string {
  const [folder, file] = ['', ...path.split('/')].slice(-2) as [string, string];
  return /^fullchain\d*\.pem$/.test(file) && folder !== '' ? folder : file.replace(/\.(pem|crt|cer)$/, '') || path;
}

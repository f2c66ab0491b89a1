// `bind` lines (manual 2.6, section 5.1).
import type { Proxy } from './proxy.ts';
import type { Remarks } from './remarks.ts';
import type { ConfigLine } from './syntax.ts';
import { isBrokenIpv4, parseAddress } from './values.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const TLS_VERSIONS = words('SSLv3 TLSv1.0 TLSv1.1 TLSv1.2 TLSv1.3');
const IGNORED_FLAGS = words(`
  allow-0rtt defer-accept force-sslv3 force-tlsv10 force-tlsv11 force-tlsv12 force-tlsv13 generate-certificates no-ca-names no-sslv3 no-tls-tickets
  no-tlsv10 no-tlsv11 no-tlsv12 no-tlsv13 prefer-client-ciphers strict-sni tfo transparent v4v6`);
const IGNORED_VALUES = words(`
  alpn backlog ca-ignore-err ca-sign-file ca-sign-pass ca-verify-file ciphers ciphersuites crl-file crt-ignore-err curves ecdhe expose-fd gid group id
  interface level mode mss name namespace nice npn process proto severity-output shards ssl-max-ver tcp-ut thread tls-ticket-keys uid user`);
/** Known, and users meet them. */
const UNSUPPORTED_FLAGS = words('accept-proxy v6only');
const UNSUPPORTED_VALUES = words('accept-netscaler-cip ca-file crt-list maxconn verify');

/** Name of a certificate: its file without folder and without `.pem` (`/etc/haproxy/certs/shop.pem` is `shop`); for a folder, the folder's. */
export function certificateName(path: string): string {
  const file = path.replace(/\/+$/, '').replace(/^.*\//, '');
  return file.endsWith('.pem') && file !== '.pem' ? file.slice(0, -4) : file;
}

/** Everything on a `bind` line behind its addresses. */
interface BindOptions { isTls: boolean; certificate: string | null; sslMinVer: 'TLSv1.2' | 'TLSv1.3' | null }

/** A TLS version that the model has; a remark about any other. */
export function readTlsVersion(version: string | undefined, keyword: string, at: ConfigLine, remarks: Remarks): 'TLSv1.2' | 'TLSv1.3' | null {
  if (version === 'TLSv1.2' || version === 'TLSv1.3') return version;
  if (version === undefined || !TLS_VERSIONS.has(version)) remarks.invalid(at, `${keyword}: ${version ?? 'nothing'} is no version of TLS.`);
  else remarks.unsupported(at, `${keyword}: ${version} is older than anything that is modelled; TLSv1.2 is taken.`);
  return null;
}

function readOptions(at: ConfigLine, sslMinVer: BindOptions['sslMinVer'], remarks: Remarks): BindOptions {
  const options: BindOptions = { isTls: false, certificate: null, sslMinVer };
  for (let i = 2; i < at.words.length; i++) {
    const keyword = at.words[i]!;
    const say = (isIgnored: boolean): void => {
      remarks.add(at, isIgnored ? 'ignored' : 'unsupported', `bind: ${keyword} ${isIgnored ? 'does not change where requests go' : 'is not modelled'}.`);
    };
    if (keyword === 'ssl') options.isTls = true;
    else if (IGNORED_FLAGS.has(keyword)) say(true);
    else if (UNSUPPORTED_FLAGS.has(keyword)) say(false);
    else if (keyword === 'crt' || keyword === 'ssl-min-ver' || IGNORED_VALUES.has(keyword) || UNSUPPORTED_VALUES.has(keyword)) {
      const value = at.words[++i];
      if (value === undefined) remarks.invalid(at, `bind: ${keyword} needs a value.`);
      else if (keyword === 'ssl-min-ver') options.sslMinVer = readTlsVersion(value, 'ssl-min-ver', at, remarks) ?? options.sslMinVer;
      else if (keyword !== 'crt') say(IGNORED_VALUES.has(keyword));
      else if (options.certificate !== null) remarks.unsupported(at, `bind: ${value} is a further certificate; one is modelled, the first.`);
      else options.certificate = certificateName(value);
      if (keyword === 'crt-list' && value !== undefined) options.certificate ??= certificateName(value);
    } else remarks.add(at, 'unknown', `HAProxy knows no word ${keyword} on a bind line.`);
  }
  return options;
}

/** Reads a `bind` line; several addresses behind commas are several listeners. `sslMinVer` is the process's own default. */
export function readBind(proxy: Proxy, at: ConfigLine, sslMinVer: BindOptions['sslMinVer'], remarks: Remarks): void {
  const text = at.words[1];
  if (text === undefined) return remarks.invalid(at, 'bind needs an address.');
  const { isTls, certificate, sslMinVer: oldest } = readOptions(at, sslMinVer, remarks);
  if (isTls && certificate === null) remarks.invalid(at, 'bind: ssl needs a certificate (crt).');
  for (const part of text.split(',')) {
    const address = parseAddress(part);
    if (address === null || isBrokenIpv4(address.host)) {
      remarks.invalid(at, `bind: ${part} is no address.`);
    } else if (address.special === 'socket') {
      proxy.isListening = true;
      remarks.unsupported(at, `bind: ${part} is a socket on this host, which is not modelled.`);
    } else if (address.port === null || address.port === 0) {
      remarks.invalid(at, `bind: ${part} has no port.`);
    } else {
      proxy.isListening = true;
      if (address.special === 'range') remarks.unsupported(at, `bind: of the ports of ${part} the first is taken.`);
      const host = ['', '*', '::'].includes(address.host) ? null : address.host;
      proxy.binds.push({ port: address.port, address: host, certificate: isTls ? certificate : null, sslMinVer: isTls ? oldest : null });
    }
  }
}

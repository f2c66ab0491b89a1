// Keywords of proxies (manual 2.6, section 4.1) that this room does not read, and where each keyword may stand.

/**
 * Where a keyword may stand: d any `defaults`, n a named one only, f frontend, b backend (`listen` is both).
 * A capital F or B: HAProxy refuses the file if it stands there; else it passes over the line.
 */
export type Places = string;

/** What becomes of a keyword that no reader here takes. */
export interface Keyword { places: Places; kind: 'ignored' | 'unsupported' | 'invalid'; /** The rest of the remark. */ why: string }

const table = (kind: Keyword['kind'], why: string, words: { readonly [places: Places]: string }): [string, Keyword][] =>
  Object.entries(words).flatMap(([places, list]) => list.trim().split(/\s+/).map((word): [string, Keyword] => [word, { places, kind, why }]));

/** Keywords that are read here, with their places. */
export const READ_KEYWORDS: ReadonlyMap<string, Places> = new Map(Object.entries({
  dfb: 'mode disabled enabled timeout option',
  db: 'balance hash-type hash-balance-factor cookie retries fullconn http-check',
  dFb: 'default-server retry-on',
  Fb: 'server',
  f: 'bind use_backend',
  df: 'default_backend',
  nfb: 'acl http-request http-response',
  fb: 'redirect',
}).flatMap(([places, words]) => words.split(' ').map((word) => [word, places] as const)));

/** Keywords that are known and not read. */
export const OTHER_KEYWORDS: ReadonlyMap<string, Keyword> = new Map([
  ...table('ignored', 'is about logs, statistics or the operation of HAProxy', {
    dfb: `
      log log-format log-format-sd log-tag stats unique-id-format unique-id-header email-alert errorfile errorfiles errorloc errorloc302 errorloc303
      http-error compression bind-process`,
    df: 'error-log-format monitor-uri backlog clitcpka-cnt clitcpka-idle clitcpka-intvl',
    f: 'capture monitor',
    fB: 'declare',
    fb: 'description id',
    db: `
      http-reuse http-send-name-header load-server-state-from-file server-state-file-name srvtcpka-cnt srvtcpka-idle srvtcpka-intvl source
      max-keep-alive-queue external-check`,
    nfb: 'http-after-response',
  }),
  ...table('unsupported', 'changes what happens to requests, and is not modelled', {
    df: 'maxconn rate-limit',
    dfb: 'transparent',
    fb: 'filter stick-table',
    nfb: 'tcp-request',
    Fb: 'server-template use-server',
    b: 'dispatch force-persist ignore-persist use-fcgi-app stick',
    nFb: 'tcp-response',
    db: 'persist tcp-check',
  }),
  ...table('invalid', 'was removed from HAProxy', {
    dfb: `
      block reqadd reqallow reqdel reqdeny reqiallow reqidel reqideny reqipass reqirep reqitarpit reqpass reqrep reqtarpit rspadd rspdel rspdeny
      rspidel rspideny rspirep rsprep clitimeout contimeout srvtimeout redispatch redisp monitor-net appsession grace`,
  }),
]);

/** Options that are known and not read, with their places. */
export const OTHER_OPTIONS: ReadonlyMap<string, Keyword> = new Map([
  ...table('ignored', 'is about logs, headers or the handling of connections', {
    df: `
      accept-invalid-http-request clitcpka contstats disable-h2-upgrade dontlog-normal dontlognull h1-case-adjust-bogus-client http-ignore-probes
      http-use-proxy-header idle-close-on-response log-separate-errors logasap socket-stats tcp-smart-accept`,
    dfb: `
      httplog httpslog tcplog forwardfor originalto http-buffer-request http-no-delay http-keep-alive http-server-close httpclose
      http-restrict-req-hdr-names independent-streams nolinger splice-auto splice-request splice-response tcpka`,
    db: 'accept-invalid-http-response checkcache h1-case-adjust-bogus-server http-pretend-keepalive log-health-checks prefer-last-server srvtcpka tcp-smart-connect',
  }),
  ...table('unsupported', 'changes what happens to requests, and is not modelled', { db: 'abortonclose persist transparent' }),
  ...table('invalid', 'was removed from HAProxy', { dfb: 'forceclose http-tunnel http-use-htx tcpsplice http_proxy' }),
]);

/** Checks that ask more than a connection and less than HTTP. */
export const OTHER_CHECKS: readonly string[] = ['mysql-check', 'pgsql-check', 'redis-check', 'smtpchk', 'ldap-check', 'ssl-hello-chk', 'spop-check', 'tcp-check', 'external-check'];

/** Where a keyword stands. */
export type Standing = 'anonymous defaults' | 'named defaults' | 'frontend' | 'backend' | 'listen';

/** Whether a keyword may stand there: `yes`, passed over with a warning, or refused. */
export function placement(places: Places, standing: Standing): 'yes' | 'passed over' | 'refused' {
  if (standing === 'anonymous defaults') return places.includes('d') ? 'yes' : 'refused';
  if (standing === 'named defaults') return /[dn]/.test(places) ? 'yes' : 'refused';
  if (standing === 'listen') return /[fb]/.test(places) ? 'yes' : 'refused';
  const letter = standing === 'frontend' ? 'f' : 'b';
  if (places.includes(letter)) return 'yes';
  return places.includes(letter.toUpperCase()) ? 'refused' : 'passed over';
}

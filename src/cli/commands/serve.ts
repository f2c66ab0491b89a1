import { readFileSync } from 'node:fs';
import { availableParallelism, networkInterfaces } from 'node:os';
import { join, resolve } from 'node:path';
import { BadOidcSettings, readOidcSettings, type OidcSettings } from '../../server/identity/oidc-settings.ts';
import { createLog } from '../../server/observe/log.ts';
import { startServer, type RunningServer, type ServerOptions } from '../../server/serve/server.ts';
import { Unavailable } from '../../server/store/database.ts';
import { TooNew } from '../../server/store/migrate.ts';
import { Damaged, Foreign, InUse } from '../../server/store/sqlite.ts';
import { haveSite } from '../built-site.ts';
import { BadUse, Stopped, type Command, type Input } from '../command.ts';
import { requireCourse } from '../content.ts';
import { atFreePort, readPort } from '../port.ts';

/** Serves the course to classes: accounts, deadlines, grades. */
export const command: Command = {
  usage: 'serve [--data DIR] [--port N] [--host ADDRESS] [--tls-cert FILE --tls-key FILE | --behind-proxy | --insecure-lan]',
  help: [
    'Serves the course to classes: learners join with a code, every run is handed in, graded again here, and kept. Ctrl+C ends it and loses nothing.',
    'The first start prints a link that makes the first instructor\'s account, once.',
    '',
    '  --data DIR        folder of the database (SQLite), ./data when left out; not used with DATABASE_URL',
    '  --port N          first port to try; the next free one is taken when it is not free; 4321 when left out',
    '  --host ADDRESS    address to listen at; 127.0.0.1, this computer only, when left out; 0.0.0.0 for all',
    '  --tls-cert FILE, --tls-key FILE  certificate and key in PEM: the server speaks HTTPS itself',
    '  --behind-proxy    a proxy of yours in front ends TLS and sets X-Forwarded-For; exactly this port, since the proxy knows it',
    '  --insecure-lan    plain HTTP for others on the network: whoever is on it can read passwords and work, and every page says so',
    '  --graders N       submissions graded at the same time; one for each core when left out',
    '  --drain SECONDS   how long /readyz says no before requests are refused; 0 when left out',
    '',
    'Environment: DATABASE_URL=postgresql://… takes PostgreSQL, which several instances can share. NSP_PUBLIC_URL is the address that people use.',
    'Sign-in of instructors through OpenID Connect: NSP_OIDC_ISSUER, NSP_OIDC_CLIENT_ID, NSP_OIDC_CLIENT_SECRET or NSP_OIDC_CLIENT_SECRET_FILE, NSP_PUBLIC_URL;',
    'NSP_OIDC_NAME is what the button says, NSP_OIDC_ALLOW who needs no invitation (SECURITY.md).',
    'For operators: /livez, /readyz, and /metrics from this computer only. The log goes to standard error, a line of JSON for each event.',
    '',
    'Exit code: 0 ended with Ctrl+C, 1 the server cannot run, 2 used in a wrong way.',
  ],
  options: {
    data: { type: 'string' }, port: { type: 'string' }, host: { type: 'string' }, 'tls-cert': { type: 'string' }, 'tls-key': { type: 'string' }, 'behind-proxy': { type: 'boolean' }, 'insecure-lan': { type: 'boolean' },
    graders: { type: 'string' }, drain: { type: 'string' },
  },
  arguments: [0, 0],
  async run({ options }, shell) {
    const first = readPort(options['port']);
    const way = readWay(options);
    const oidc = readOidc();
    const databaseUrl = readDatabaseUrl(process.env['DATABASE_URL']);
    const interrupted = shell.interrupted();
    const { course } = requireCourse(shell, 1);
    if (!(await haveSite(shell, interrupted))) return 0;
    const tokens: string[] = [];
    const settings: Omit<ServerOptions, 'port'> = {
      ...way, site: join(shell.root, 'dist'), course, databaseUrl, oidc, data: resolve(String(options['data'] ?? 'data')), drainMs: 1000 * readCount('drain', options['drain'], 0, 0, 3600),
      graders: readCount('graders', options['graders'], availableParallelism(), 1, 64), nowMs: () => Date.now(), log: createLog((line) => shell.err(line), () => Date.now()), onSetup: (token) => void tokens.push(token),
    };
    const listen = (port: number): Promise<RunningServer> => startServer({ ...settings, port }).catch((error: unknown) => { throw reasonOf(error); });
    const server = await (way.isBehindProxy ? listen(first) : atFreePort(first, listen));
    const address = process.env['NSP_PUBLIC_URL'] ?? server.url;
    if (first !== 0 && server.port !== first) shell.out(`Port ${first} is taken.`);
    shell.out(`The class server is at ${addresses(address, server.port).join(' and ')}\nData: ${databaseUrl === null ? settings.data : 'PostgreSQL, by DATABASE_URL'}. Ctrl+C ends it.`);
    if (way.isInsecureLan) shell.out('WARNING: plain HTTP. Whoever is on this network can read passwords and work. Use it only on a network that you trust.');
    const failure = await Promise.race([interrupted.then(() => null), server.up.then(() => {
      for (const token of tokens) shell.out(`There is no instructor yet. Open this link within 24 hours to make the first account; it works once:\n${addresses(address, server.port)[0]}teach/index.html#setup=${token}`);
      return interrupted.then(() => null);
    }, (error: unknown) => reasonOf(error))]);
    await server.close();
    if (failure !== null) throw failure;
    return 0;
  },
};

/** How people reach the server, and who keeps what they send from others' eyes. */
function readWay(options: Input['options']): Pick<ServerOptions, 'host' | 'tls' | 'isBehindProxy' | 'isInsecureLan'> {
  const host = typeof options['host'] === 'string' ? options['host'] : '127.0.0.1';
  const [cert, key] = [options['tls-cert'], options['tls-key']];
  const [isBehindProxy, isInsecureLan] = [options['behind-proxy'] === true, options['insecure-lan'] === true];
  if ((cert === undefined) !== (key === undefined)) throw new BadUse('--tls-cert and --tls-key belong together.');
  if ([cert !== undefined, isBehindProxy, isInsecureLan].filter(Boolean).length > 1) throw new BadUse('Take one of --tls-cert with --tls-key, --behind-proxy and --insecure-lan.');
  const isLocal = host === 'localhost' || host === '::1' || /^127\./.test(host);
  if (!isLocal && cert === undefined && !isBehindProxy && !isInsecureLan) {
    throw new BadUse(`At ${host} others on the network could read passwords and work. Give a certificate with --tls-cert and --tls-key, put a proxy in front with --behind-proxy, or say --insecure-lan if you accept that.`);
  }
  const tls = typeof cert === 'string' && typeof key === 'string' ? { tls: { cert: readPem(cert), key: readPem(key) } } : {};
  return { host, isBehindProxy, isInsecureLan, ...tls };
}

function readPem(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new BadUse(`${file} cannot be read: ${(error as Error).message}.`);
  }
}

function readOidc(): OidcSettings | null {
  try {
    return readOidcSettings(process.env, (path) => readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof BadOidcSettings) throw new BadUse(error.message);
    throw error;
  }
}

function readDatabaseUrl(url: string | undefined): string | null {
  if (url === undefined || url === '') return null;
  if (!/^postgres(ql)?:\/\//.test(url)) throw new BadUse('DATABASE_URL begins with postgresql://. Leave it out for SQLite in --data.');
  return url;
}

function readCount(name: string, given: string | boolean | undefined, otherwise: number, least: number, most: number): number {
  if (given === undefined) return otherwise;
  const value = typeof given === 'string' && /^\d{1,4}$/.test(given) ? Number(given) : -1;
  if (value < least || value > most) throw new BadUse(`--${name} is ${String(given)}: it is a whole number from ${least} to ${most}.`);
  return value;
}

/** What people can type: for all addresses of this computer, each of them. */
function addresses(url: string, port: number): string[] {
  const { protocol, hostname } = new URL(url);
  const root = url.endsWith('/') ? url : `${url}/`;
  if (hostname !== '0.0.0.0' && hostname !== '[::]') return [root];
  const own = Object.values(networkInterfaces()).flatMap((list) => (list ?? []).filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address));
  return [...own, 'localhost'].map((name) => `${protocol}//${name}:${port}/`);
}

/** What the operator can mend is told in a sentence; a port that is taken is left to who looks for a free one. */
function reasonOf(error: unknown): unknown {
  if (error instanceof InUse || error instanceof Foreign || error instanceof Damaged || error instanceof TooNew || error instanceof Unavailable) return new Stopped(error.message, 1);
  const { code, message } = error as NodeJS.ErrnoException;
  return typeof code === 'string' && code.startsWith('ERR_OSSL') ? new BadUse(`The certificate or its key cannot be used: ${message}.`) : error;
}

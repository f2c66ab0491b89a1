// How sign-in through an identity provider is set up: a few variables of the environment, read once at the start.

/** Who may become an instructor without a link: one of these must hold. */
export type AllowRule =
  | { kind: 'subject'; value: string }
  /** Of a verified e-mail address; neither is kept. */
  | { kind: 'email' | 'domain'; value: string }
  /** A claim of the ID token that equals the value, or is a list that has it. */
  | { kind: 'claim'; name: string; value: string };

/** Settings that hold together. */
export interface OidcSettings {
  issuer: URL;
  clientId: string;
  clientSecret: string;
  /** What the button says: "Sign in with NAME". */
  name: string;
  allow: readonly AllowRule[];
  /** Where this server is reached by browsers: its origin. */
  publicUrl: URL;
}

/** What is wrong with the environment, for whoever starts the server. */
export class BadOidcSettings extends Error {
  override readonly name = 'BadOidcSettings';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The settings; null: there is no NSP_OIDC_ISSUER, so nobody signs in that way. Throws BadOidcSettings. `readFile` reads the file that NSP_OIDC_CLIENT_SECRET_FILE names. */
export function readOidcSettings(environment: Environment, readFile: (path: string) => string): OidcSettings | null {
  if ((environment['NSP_OIDC_ISSUER'] ?? '') === '') return null;
  const issuer = urlOf(environment, 'NSP_OIDC_ISSUER');
  const publicUrl = urlOf(environment, 'NSP_PUBLIC_URL');
  if (publicUrl.href !== `${publicUrl.origin}/`) throw new BadOidcSettings('NSP_PUBLIC_URL is an origin, such as https://course.example.edu, without a path.');
  return {
    issuer, publicUrl, clientId: needed(environment, 'NSP_OIDC_CLIENT_ID'), clientSecret: secretOf(environment, readFile),
    name: (environment['NSP_OIDC_NAME'] ?? '').trim() || issuer.hostname, allow: (environment['NSP_OIDC_ALLOW'] ?? '').split(/[\s,]+/).filter((text) => text !== '').map(ruleOf),
  };
}

function needed(environment: Environment, name: string): string {
  const value = (environment[name] ?? '').trim();
  if (value === '') throw new BadOidcSettings(`${name} is missing. NSP_OIDC_ISSUER is set, so it is needed.`);
  return value;
}

function secretOf(environment: Environment, readFile: (path: string) => string): string {
  const path = environment['NSP_OIDC_CLIENT_SECRET_FILE'] ?? '';
  if (path === '') return needed(environment, 'NSP_OIDC_CLIENT_SECRET');
  try {
    return needed({ NSP_OIDC_CLIENT_SECRET_FILE: readFile(path) }, 'NSP_OIDC_CLIENT_SECRET_FILE');
  } catch (error) {
    if (error instanceof BadOidcSettings) throw new BadOidcSettings(`The file ${path}, which NSP_OIDC_CLIENT_SECRET_FILE names, is empty.`);
    throw new BadOidcSettings(`The file ${path}, which NSP_OIDC_CLIENT_SECRET_FILE names, cannot be read.`, { cause: error });
  }
}

function urlOf(environment: Environment, name: string): URL {
  const text = needed(environment, name);
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') throw new BadOidcSettings(`${name} is not an address: ${text}`);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) throw new BadOidcSettings(`${name} begins with https://. Plain http:// is for this computer alone.`);
  return url;
}

/** Whether an address never leaves this computer. */
export const isLoopback = ({ hostname }: URL): boolean => hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);

function ruleOf(text: string): AllowRule {
  const [, kind = '', value = ''] = /^([a-z]+):(.+)$/.exec(text) ?? [];
  if (kind === 'sub' && value !== '') return { kind: 'subject', value };
  if (kind === 'domain' && /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(value)) return { kind, value: value.toLowerCase() };
  if (kind === 'email' && /^[^@]+@[^@]+$/.test(value)) return { kind, value: value.toLowerCase() };
  const [, name = '', wanted = ''] = kind === 'claim' ? /^([^=]+)=(.+)$/.exec(value) ?? [] : [];
  if (name !== '') return { kind: 'claim', name, value: wanted };
  throw new BadOidcSettings(`NSP_OIDC_ALLOW has a rule that is not known: ${text}. Rules are sub:ID, email:ADDRESS, domain:NAME and claim:NAME=VALUE, with spaces between them.`);
}

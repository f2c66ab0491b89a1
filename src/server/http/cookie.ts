// The cookies: opaque tokens that no script can read. One is the session; the other is there while somebody is at the identity provider.

/** With TLS the prefix makes browsers refuse the cookie from anywhere but this very host. */
export const cookieName = (isSecure: boolean): string => (isSecure ? '__Host-nsp' : 'nsp');

/** The cookie of a browser that is at the identity provider. */
export const flowCookieName = (isSecure: boolean): string => `${cookieName(isSecure)}-oidc`;

/** The token in a Cookie header; null: none. */
export function readCookie(header: string, name: string): string | null {
  for (const part of header.split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim() || null;
  }
  return null;
}

/** A Set-Cookie header that keeps a token, or, for null, takes it away. The server decides how long it is good for; the browser keeps it for 200 days. */
export const setCookie = (token: string | null, isSecure: boolean): string => written(cookieName(isSecure), token, 200 * 86_400, isSecure);

/** The same for the cookie of a way to the identity provider and back. Lax, since the provider's page leads back here. */
export const setFlowCookie = (token: string | null, seconds: number, isSecure: boolean): string => written(flowCookieName(isSecure), token, seconds, isSecure);

const written = (name: string, token: string | null, seconds: number, isSecure: boolean): string =>
  `${name}=${token ?? ''}; Path=/; Max-Age=${token === null ? 0 : seconds}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;

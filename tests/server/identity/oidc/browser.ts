// As much of a browser as a sign-in needs: cookies by host, and redirects that are followed one at a time.

/** Whoever answers requests of a browser. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A browser of one person. */
export interface Browser {
  readonly cookies: Map<string, string>;
  get(url: string): Promise<Response>;
  post(url: string, body: string, type: string): Promise<Response>;
}

/** A browser with no cookies. `site` answers what begins with `origin`, the network everything else. */
export function openBrowser(origin: string, site: Fetch): Browser {
  const cookies = new Map<string, string>();
  async function ask(url: string, init: RequestInit): Promise<Response> {
    const { host } = new URL(url);
    const mine = [...cookies].filter(([key]) => key.startsWith(`${host} `)).map(([key, value]) => `${key.slice(host.length + 1)}=${value}`);
    const request = { ...init, redirect: 'manual' as const, headers: { ...init.headers as Record<string, string>, ...(mine.length === 0 ? {} : { cookie: mine.join('; ') }) } };
    const response = await (url.startsWith(origin) ? site : fetch)(url, request);
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (value === '' || /max-age=0\b/i.test(line) || /expires=Thu, 01 Jan 1970/i.test(line)) cookies.delete(`${host} ${name}`);
      else cookies.set(`${host} ${name}`, value!);
    }
    return response;
  }
  return { cookies, get: (url) => ask(url, { method: 'GET' }), post: (url, body, type) => ask(url, { method: 'POST', body, headers: { 'content-type': type } }) };
}

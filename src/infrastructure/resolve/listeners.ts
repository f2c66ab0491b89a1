// What listens where when the design does not say.
import type { Haproxy, Infrastructure } from '../vocabulary/index.ts';

/** Port of HAProxy's frontend, where none is given. */
export const HAPROXY_PORT = 80;
/** Port of an application. */
export const APP_PORT = 8080;
/** Port of nginx: `listen` defaults to `*:80`. */
export const NGINX_PORT = 80;
/** Port of MariaDB. */
export const MARIADB_PORT = 3306;

/** A frontend that the design implies: on every address, to this backend. */
export interface ImpliedFrontend { name: string; port: number; backend: string }

/** Names of HAProxy's backends that applications use as their database, in the order of first use. */
function databaseBackends({ apps = {} }: Infrastructure): Set<string> {
  const names = new Set<string>();
  for (const { database } of Object.values(apps)) {
    for (const endpoint of database === undefined ? [] : [database.writer, ...database.readers ?? []]) {
      if (typeof endpoint === 'object' && 'backend' in endpoint) names.add(endpoint.backend);
    }
  }
  return names;
}

/**
 * Frontends that are not written: where none is, one on port 80 for the first backend of applications;
 * and for each backend of database nodes that an application uses and no frontend leads to, one on 3306, 3307…
 * A design whose backends are all of database nodes and used by nobody gets the one on 3306 for its first.
 */
export function impliedFrontends(haproxy: Haproxy<string, string, string, string>, design: Infrastructure): ImpliedFrontend[] {
  const written = Object.entries(haproxy.frontends ?? {});
  const taken = new Set(written.map(([name]) => name));
  const led = new Set(written.map(([, frontend]) => frontend.defaultBackend));
  const implied: ImpliedFrontend[] = [];
  const add = (backend: string, port: number): void => {
    let name = backend;
    while (taken.has(name)) name = `${name}-in`;
    taken.add(name);
    implied.push({ name, port, backend });
  };
  const nodes = new Set(Object.keys(design.mariadb?.nodes ?? {}));
  const isTcp = (backend: string): boolean => Object.values(haproxy.backends[backend]?.servers ?? {}).every((server) => nodes.has(server.to));
  const names = Object.keys(haproxy.backends);
  const firstHttp = names.find((name) => !isTcp(name));
  if (written.length === 0 && firstHttp !== undefined) add(firstHttp, HAPROXY_PORT);
  const used = databaseBackends(design);
  const wanted = names.filter((name) => isTcp(name) && used.has(name) && !led.has(name));
  if (wanted.length === 0 && written.length === 0 && firstHttp === undefined && names[0] !== undefined) wanted.push(names[0]);
  wanted.forEach((name, position) => add(name, MARIADB_PORT + position));
  return implied;
}

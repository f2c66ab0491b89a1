// One daemon's file as a whole design: the daemon alone on a host, and an application of its own behind every address that the file names.
import type { Application, BackendServer, Host, Model } from '../infrastructure/model.ts';
import type { Endpoint, HaproxyPart, NginxPart } from '../daemons/parts.ts';

/** The host of the daemon. */
export const DAEMON_HOST = 'daemon';
/** An application behind a recorded daemon never runs out of workers, nor of cores: it sleeps for as long as the recording's did. */
const WORKERS = 1_000_000;
const BACKLOG = 65_535;

function host(name: string, privateAddress: string | null): Host {
  return { name, size: 'small', costUnits: 1, cores: WORKERS, zone: name, machine: name, privateAddress, publicAddress: null };
}

/** Applications by address, in the order in which they are asked for. */
class Applications {
  readonly all: Application[] = [];
  readonly hosts: Host[] = [];
  readonly #byAddress = new Map<string, string>();

  /** Name of the application at an address: `name` for the first server there, unless another application has it. */
  at({ address, port }: Endpoint, name: string): string {
    const key = `${address}:${port}`;
    const known = this.#byAddress.get(key);
    if (known !== undefined) return known;
    const own = this.all.some((application) => application.name === name) ? key : name;
    this.#byAddress.set(key, own);
    this.hosts.push(host(`host-${own}`, address));
    this.all.push({
      name: own, host: `host-${own}`, port, listenOn: 'any', workers: WORKERS, listenBacklog: BACKLOG, sessionStore: 'memory', health: [], warmupMs: 0,
      dropQueuedAfterMs: null, cancelOnDisconnect: false, idempotencyKeys: false, database: null,
    });
    return own;
  }
}

function modelOf(balancer: Model['loadBalancers'][number], applications: Applications): Model {
  return {
    hosts: [host(DAEMON_HOST, null), ...applications.hosts], loadBalancers: [balancer], applications: applications.all, databases: { nodes: [], failover: null },
    virtualAddresses: [], dnsRecords: [], certificates: [], firewall: null, monitoring: null, clientPolicy: null, deployment: null, backups: [],
  };
}

/** A HAProxy alone on its host. Applications are called after their servers. A frontend without a backend has `defaultBackend` ''. */
export function modelOfHaproxy(part: HaproxyPart): Model {
  const applications = new Applications();
  const backends = part.backends.map((backend) => ({
    ...backend,
    servers: backend.servers.map(({ endpoint, ...server }): BackendServer => ({ ...server, target: { kind: 'application', name: applications.at(endpoint, server.name) } })),
  }));
  const frontends = part.frontends.map((frontend) => ({ ...frontend, defaultBackend: frontend.defaultBackend ?? '' }));
  return modelOf({ ...part, software: 'haproxy', name: DAEMON_HOST, host: DAEMON_HOST, frontends, backends }, applications);
}

/** An nginx alone on its host. Its peers have no names in the file: the first is s1, the next s2 and so on. */
export function modelOfNginx(part: NginxPart): Model {
  const applications = new Applications();
  const servers = part.servers.map(({ endpoint, ...server }, i) => ({ ...server, target: applications.at(endpoint, `s${i + 1}`) }));
  return modelOf({ ...part, software: 'nginx', name: DAEMON_HOST, host: DAEMON_HOST, servers }, applications);
}

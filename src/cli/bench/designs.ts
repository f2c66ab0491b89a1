// Designs and scenarios of the bench, in the words that learners use.
import { resolve, validate, type Duration, type Infrastructure, type Model } from '../../infrastructure/index.ts';
import { unsimulatedFields, type RequestClass, type Scenario, type ServiceTime } from '../../simulation/index.ts';

/** Far longer than any run: never reached. */
export const NEVER: Duration = '24d';

/** The bench's designs are larger than a graded one. */
const LIMITS = { hostsMax: 2000, serversMax: 2000, problemsMax: 20 };

/** The model of a design; the bench itself is wrong when it is not valid. Its hosts have a core for every worker, since theory speaks of workers. */
export function modelOf(design: Infrastructure): Model {
  const { infrastructure, problems } = validate(design, LIMITS);
  const found = infrastructure === null ? problems : unsimulatedFields(infrastructure);
  if (infrastructure === null || found.length > 0) throw new Error(`A design of the bench is not valid: ${JSON.stringify(found[0])}.`);
  const model = resolve(infrastructure);
  return { ...model, hosts: model.hosts.map((host) => ({ ...host, cores: 1024 })) };
}

type App = NonNullable<Infrastructure['apps']>[string];
type Backend = NonNullable<Infrastructure['haproxy']>['backends'][string];
type Server = Backend['servers'][string];

/** Like applications, each on a host of its own, named app1, app2 and so on. */
export function apps(count: number, app: Omit<App, 'host'>): Pick<Infrastructure, 'hosts' | 'apps'> {
  const names = Array.from({ length: count }, (_, i) => `app${i + 1}`);
  return { hosts: Object.fromEntries(names.map((name) => [name, {}])), apps: Object.fromEntries(names.map((name) => [name, { host: name, ...app }])) };
}

/** One HAProxy before like applications. */
export function farm(count: number, app: Omit<App, 'host'>, backend: Omit<Backend, 'servers'>, server: Omit<Server, 'to'> = {}): Infrastructure {
  const behind = apps(count, app);
  const servers = Object.fromEntries(Object.keys(behind.apps!).map((name) => [name, { to: name, ...server }]));
  const timeouts = { connect: NEVER, client: NEVER, server: NEVER, queue: NEVER, ...backend.timeouts };
  return {
    ...behind,
    hosts: { balancer: {}, ...behind.hosts },
    haproxy: { on: 'balancer', timeouts, frontends: { web: { bind: [{ port: 80 }], defaultBackend: 'site' } }, backends: { site: { ...backend, servers } } },
  };
}

/** Requests of one kind that need no database. */
export const ANY_REQUEST: RequestClass = { name: 'request', share: 1, method: 'GET', database: null, service: null };

/** What differs from case to case. */
export interface Load { ratePerSecond: number; durationMs: number; service: ServiceTime; warmupMs?: number; clientTimeoutMs?: number; classes?: RequestClass[]; faults?: Scenario['faults'] }

/** A steady load from one client's address. */
export function scenarioOf(load: Load): Scenario {
  return {
    id: 'bench', durationMs: load.durationMs, warmupMs: load.warmupMs ?? 0, faults: load.faults ?? [],
    workload: {
      arrivals: [{ fromMs: 0, ratePerSecond: load.ratePerSecond }], service: load.service, clientTimeoutMs: load.clientTimeoutMs ?? 1e12,
      classes: load.classes ?? [ANY_REQUEST], clientAddresses: 1, replication: { oneWayDelayMs: 2, apply: { distribution: 'fixed', ms: 2 } },
    },
  };
}

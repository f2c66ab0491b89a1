// The form of one entry under `runs` in exercise.yaml, and of the scenario file of `nsp simulate`. This is the author's manual: one line a field.
import * as v from 'valibot';
import type { Fault, RequestClass, Scenario, ServiceTime } from '../../simulation/scenario.ts';
import { byValue, duration, fields, id, list, maybe, number, oneOf, share, text, whole, word, type Form } from './form.ts';

/** Shares are decimal fractions that an author writes by hand: 0.95 and 0.05. */
const addUpToOne = (parts: { share: number }[]): boolean => Math.abs(parts.reduce((sum, part) => sum + part.share, 0) - 1) < 1e-9;

/** How long one piece of work takes. */
export const serviceTimeForm: Form<ServiceTime> = oneOf({
  /** Random, many short and a few long: the mean. */
  exponential: v.pipe(fields({ exponential: duration(1) }), v.transform((time): ServiceTime => ({ distribution: 'exponential', meanMs: time.exponential }))),
  /** Always the same. */
  fixed: v.pipe(fields({ fixed: duration() }), v.transform((time): ServiceTime => ({ distribution: 'fixed', ms: time.fixed }))),
  /** Kinds of work with a fixed time each: `{ share: 0.95, time: 20ms }`; the shares add up to 1. */
  mix: v.pipe(
    fields({ mix: v.pipe(list(fields({ share: share(), time: duration() }), 1), v.check((parts) => addUpToOne(parts), 'must have shares that add up to 1')) }),
    v.transform((time): ServiceTime => ({ distribution: 'mix', parts: time.mix.map((part) => ({ share: part.share, ms: part.time })) })),
  ),
});

const requestClassForm = v.pipe(
  fields({
    /** A name that checks can ask for with `class`. */
    name: id(),
    /** Part of all requests, above 0 up to 1; the shares of all classes add up to 1. */
    share: share(),
    /** GET when left out. */
    method: maybe(word(['GET', 'POST'])),
    /** What it asks the database for; left out: nothing. */
    database: maybe(word(['read', 'write'])),
    /** Time of its query in the database; goes with `database`. */
    query: maybe(serviceTimeForm),
    /** Work in the application; left out: the workload's own. */
    service: maybe(serviceTimeForm),
  }),
  v.check((one) => (one.database === undefined) === (one.query === undefined), 'must have both database and query, or neither'),
  v.transform((one): RequestClass => ({
    name: one.name, share: one.share, method: one.method ?? 'GET', service: one.service ?? null,
    database: one.database === undefined || one.query === undefined ? null : { access: one.database, query: one.query },
  })),
);

const arrivalStepForm = fields({
  /** When this rate begins; the first step begins at 0s. */
  from: duration(),
  /** Requests a second from then on. */
  rate: number(0, 100_000),
});

const stepsAscend = (steps: { from: number }[]): boolean => steps.every((step, at) => (at === 0 ? step.from === 0 : step.from > steps[at - 1]!.from));

const rateForm = v.lazy((input) => (Array.isArray(input)
  ? v.pipe(list(arrivalStepForm, 1), v.check((steps) => stepsAscend(steps), 'must begin at 0s and go on in order of time'), v.transform((steps) => steps.map((step) => ({ fromMs: step.from, ratePerSecond: step.rate }))))
  : v.pipe(number(0.001, 100_000, 'must be requests a second above 0, or a list of { from, rate }'), v.transform((rate) => [{ fromMs: 0, ratePerSecond: rate }])))) as Form<{ fromMs: number; ratePerSecond: number }[]>;

const ANY_REQUEST: RequestClass = { name: 'request', share: 1, method: 'GET', database: null, service: null };

const workloadForm = v.pipe(
  fields({
    /** Requests a second, arriving at random; or steps: a list of `{ from: 0s, rate: 180 }`. */
    rate: rateForm,
    /** Work of one request in an application server, without its query. */
    service: serviceTimeForm,
    /** The user gives up after this long. */
    clientTimeout: duration(1),
    /** Kinds of requests; left out: one kind that needs no database. */
    classes: maybe(v.pipe(list(requestClassForm, 1, 20), v.check((parts) => addUpToOne(parts), 'must have shares that add up to 1'))),
    /** Clients, each with an address and a browser of its own, for `balance source` and cookies; 1000 when left out. */
    clientAddresses: maybe(whole(1, 1_000_000)),
    /** Share of the clients that reach the site from one public address, 0 to 1; left out: none. */
    sharedAddress: maybe(number(0, 1)),
    /** Pages that users ask for, for `balance uri`; left out: one for each kind of request. */
    pages: maybe(fields({
      /** How many. */
      count: whole(1, 1_000_000),
      /** Share of the requests that ask for the front page, 0 to 1; the other pages are equal. */
      frontShare: number(0, 1),
    })),
    /** What lies between a primary and its replicas; 2 ms one way, 2 ms to apply a write, when left out. */
    replication: maybe(fields({
      /** From the primary to a replica. */
      oneWayDelay: duration(),
      /** Time that applying one write takes. */
      apply: serviceTimeForm,
    })),
  }),
  v.transform((load) => ({
    arrivals: load.rate, service: load.service, clientTimeoutMs: load.clientTimeout, classes: load.classes ?? [ANY_REQUEST], clientAddresses: load.clientAddresses ?? 1000,
    ...(load.sharedAddress === undefined ? {} : { sharedAddress: load.sharedAddress }), ...(load.pages === undefined ? {} : { pages: load.pages }),
    replication: { oneWayDelayMs: load.replication?.oneWayDelay ?? 2, apply: load.replication?.apply ?? { distribution: 'fixed' as const, ms: 2 } },
  })),
);

/** Every fault says when it begins, and may say when it ends; left out: it lasts to the end of the run. */
const when = { at: duration(), until: maybe(duration()) };

const faultForm = v.pipe(
  byValue('kind', {
    /** The host is silent: no answer, no refusal. */
    'host-loss': fields({ ...when, kind: v.literal('host-loss'), host: text() }),
    /** Every host on this machine (chassis, hypervisor) is silent. */
    'machine-loss': fields({ ...when, kind: v.literal('machine-loss'), machine: text() }),
    /** Every host of this zone is silent. */
    'zone-loss': fields({ ...when, kind: v.literal('zone-loss'), zone: text() }),
    /** The process has gone; its host refuses connections at once. `target` is an application, load balancer or database node. */
    'process-crash': fields({ ...when, kind: v.literal('process-crash'), target: text() }),
    /** The process stands still: connections are accepted, nothing answers. */
    'process-pause': fields({ ...when, kind: v.literal('process-pause'), target: text() }),
    /** Everything that the target does takes 1 / speed as long; speed above 0, below 1. */
    slow: fields({ ...when, kind: v.literal('slow'), target: text(), speed: number(0.001, 0.999) }),
    /** Nothing that host `from` sends reaches host `to`; nothing comes back either, unless `oneWay` is true. */
    partition: v.pipe(
      fields({ ...when, kind: v.literal('partition'), from: text(), to: text(), oneWay: maybe(v.boolean('must be true or false')) }),
      v.transform(({ oneWay, ...rest }) => ({ ...rest, oneWay: oneWay ?? false })),
    ),
    /** The rate of requests is multiplied by `factor`. */
    'load-spike': fields({ ...when, kind: v.literal('load-spike'), factor: number(0.001, 1000) }),
  }),
  v.check((fault) => fault.until === undefined || fault.until > fault.at, 'must end after it begins: until is not later than at'),
  v.transform(({ at, until, ...kind }): Fault => ({ atMs: at, untilMs: until ?? null, ...kind })),
);

const scenarioFields = {
  /** How long the run takes, from 1 s to 1 h. */
  duration: duration(1000, 3_600_000),
  /** Requests that arrive before this moment are served but not measured; 0s when left out. */
  warmup: maybe(duration()),
  /** What users do. */
  workload: workloadForm,
  /** What goes wrong, and when; nothing when left out. */
  faults: maybe(list(faultForm)),
};

interface ScenarioFields { duration: number; warmup?: number; workload: Scenario['workload']; faults?: Fault[] }

const warmupEnds = (run: ScenarioFields): boolean => (run.warmup ?? 0) < run.duration;
const faultsBegin = (run: ScenarioFields): boolean => (run.faults ?? []).every((fault) => fault.atMs < run.duration);

const scenarioOf = (name: string, run: ScenarioFields): Scenario => ({ id: name, durationMs: run.duration, warmupMs: run.warmup ?? 0, workload: run.workload, faults: run.faults ?? [] });

const WARMUP_RULE = 'must have a warmup that is shorter than its duration';
const FAULT_RULE = 'must have faults that begin before the run ends';

/** The fields of one entry under `runs`. */
export const runFields = {
  /** A name that checks refer to. */
  id: id(),
  /** What happens, in a few words: "180 requests a second for two minutes, no fault". */
  title: text(),
  ...scenarioFields,
};

/** The run of a group that has those fields. */
export const runOf = (run: ScenarioFields & { id: string; title: string }) => ({ ...scenarioOf(run.id, run), title: run.title });

/** A form whose times have to fit each other. */
export const timed = <Fields extends ScenarioFields>(form: Form<Fields>) => v.pipe(form, v.check((run) => warmupEnds(run), WARMUP_RULE), v.check((run) => faultsBegin(run), FAULT_RULE));

/** One entry under `runs`. */
export const runForm = v.pipe(timed(fields(runFields)), v.transform((run) => runOf(run)));

/** A scenario file: as an entry under `runs`, but id and title may be left out. */
export const scenarioForm = v.pipe(
  timed(fields({ id: maybe(id()), title: maybe(text()), ...scenarioFields })),
  v.transform((run) => scenarioOf(run.id ?? 'scenario', run)),
);

// HAProxy's log of checks and of servers that change state, in the words of HAProxy 2.6: an observer, it changes nothing.
import type { World } from '../world.ts';
import { SYN_RETRY_MS } from '../layout/constants.ts';

/** Linux 6.5 and later repeats the first SYNs at an even pace (net.ipv4.tcp_syn_linear_timeouts), then doubles it. */
const LINEAR_SYNS = 4;

/** One line about a health check (only with `option log-health-checks`) or about a change of a server's state. */
export interface HealthLine { atMs: number; backend: string; server: string; kind: 'check' | 'state'; text: string }

/** What a check, or an observed session, has found. `durationMs` −1: it was no check. */
export interface Finding { result: CheckResult; code: number; info: string; durationMs: number }

/** HAProxy's names of results. */
export type CheckResult = 'SOCKERR' | 'L4OK' | 'L4CON' | 'L4TOUT' | 'L7OK' | 'L7STS' | 'L7RSP' | 'L7TOUT' | 'HANA';

const DESCRIPTION: { [result in CheckResult]: string } = {
  SOCKERR: 'Socket error', L4OK: 'Layer4 check passed', L4CON: 'Layer4 connection problem', L4TOUT: 'Layer4 timeout', L7OK: 'Layer7 check passed', L7STS: 'Layer7 wrong status',
  L7RSP: 'Layer7 invalid response', L7TOUT: 'Layer7 timeout', HANA: 'Health analyze',
};

/** Reason phrases of applications (RFC 9110, section 15). */
const PHRASES: { [status: number]: string } = { 200: 'OK', 301: 'Moved Permanently', 302: 'Found', 404: 'Not Found', 500: 'Internal Server Error', 502: 'Bad Gateway', 503: 'Service Unavailable', 504: 'Gateway Timeout' };

/** Collects the lines of all HAProxies; servers are numbered through all backends. */
export class HealthLog {
  readonly lines: HealthLine[] = [];
  /** Moments at which checks have sent their SYN. */
  readonly syns: { atMs: number; backend: string; server: string }[] = [];
  /** `option log-health-checks`: checks have lines of their own, and lines of state give no reason. */
  logsChecks = false;
  readonly #world: World;
  readonly #begunMs: number[] = [];
  readonly #latest: (Finding | undefined)[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  /** A check begins. */
  begun(id: number): void {
    const { backend, server } = this.#names(id);
    this.#begunMs[id] = this.#world.queue.now;
    this.syns.push({ atMs: this.#world.queue.now, backend: backend.name, server: server.name });
  }

  /** The host of a check that has just begun is silent: its SYN is sent again and again while the check lasts. */
  unanswered(lastsMs: number): void {
    const begun = this.syns.at(-1)!;
    let waitMs = SYN_RETRY_MS;
    for (let atMs = SYN_RETRY_MS, repeated = 1; atMs < lastsMs; atMs += waitMs, repeated++) {
      this.syns.push({ ...begun, atMs: begun.atMs + atMs });
      if (repeated > LINEAR_SYNS) waitMs *= 2;
    }
  }

  /** A check has ended. `changed`: health is another than before. HAProxy is silent about what is as it was. */
  found(id: number, result: CheckResult, code: number, changed: boolean): void {
    const info = result === 'L4CON' ? 'Connection refused' : result === 'SOCKERR' ? 'Connection reset by peer' : result === 'L7STS' ? PHRASES[code] ?? '' : '';
    this.#found(id, { result, code, info, durationMs: Math.floor(this.#world.queue.now - this.#begunMs[id]) }, changed);
  }

  /** `observe` has counted its limit of errors. */
  observed(id: number, errors: number, last: string, changed: boolean): void {
    this.#found(id, { result: 'HANA', code: 0, info: `Detected ${errors} consecutive errors, last one was: ${last}`, durationMs: -1 }, changed);
  }

  /** A server has gone down. `sessions` are at it, `requeued` go elsewhere from its queue, `remaining` stay there. */
  down(id: number, sessions: number, requeued: number, remaining: number): void {
    this.#state(id, 'DOWN', `left.${this.#onBackup(id)} ${sessions} sessions active, ${requeued} requeued, ${remaining} remaining in queue`);
  }

  /** A server has come up. */
  up(id: number, requeued: number, queued: number): void {
    this.#state(id, 'UP', `online.${this.#onBackup(id)} ${requeued} sessions requeued, ${queued} total in queue`);
  }

  /** A HAProxy has started again: it knows of no check. */
  forget(id: number): void {
    this.#latest[id] = undefined;
  }

  #found(id: number, finding: Finding, changed: boolean): void {
    const before = this.#latest[id]?.result;
    this.#latest[id] = finding;
    if (!this.logsChecks || (!changed && before === finding.result)) return;
    const { backend, server, farm, at } = this.#names(id);
    const { rise, fall } = server.check!;
    const health = farm.state.health[at];
    const status = health >= rise ? `${health - rise + 1}/${fall} ${farm.state.weight[at] > 0 ? 'UP' : 'DRAIN'}` : `${health}/${rise} DOWN`;
    const passed = finding.result === 'L4OK' || finding.result === 'L7OK';
    const text = `Health check for ${server.backup ? 'backup ' : ''}server ${backend.name}/${server.name} ${passed ? 'succeeded' : 'failed'}${reasonOf(finding)}, status: ${status}.`;
    this.lines.push({ atMs: this.#world.queue.now, backend: backend.name, server: server.name, kind: 'check', text });
  }

  #state(id: number, state: 'UP' | 'DOWN', rest: string): void {
    const { backend, server, farm } = this.#names(id);
    const finding = this.#latest[id];
    const reason = this.logsChecks || finding === undefined ? '' : reasonOf(finding);
    const text = `${server.backup ? 'Backup ' : ''}Server ${backend.name}/${server.name} is ${state}${reason}. ${farm.activeCount} active and ${farm.backupCount} backup servers ${rest}.`;
    this.lines.push({ atMs: this.#world.queue.now, backend: backend.name, server: server.name, kind: 'state', text });
  }

  #onBackup(id: number): string {
    const { farm } = this.#names(id);
    return farm.activeCount === 0 && farm.backupCount > 0 ? ' Running on backup.' : '';
  }

  #names(id: number) {
    const farm = this.#world.farms[this.#world.layout.backendOfServer[id]];
    const at = id - farm.layout.firstServer;
    return { farm, at, backend: farm.layout.backend, server: farm.layout.backend.servers[at] };
  }
}

function reasonOf({ result, code, info, durationMs }: Finding): string {
  const duration = durationMs < 0 ? '' : `, check duration: ${durationMs}ms`;
  return `, reason: ${DESCRIPTION[result]}${result === 'L7OK' || result === 'L7STS' ? `, code: ${code}` : ''}${info === '' ? '' : `, info: "${info}"`}${duration}`;
}

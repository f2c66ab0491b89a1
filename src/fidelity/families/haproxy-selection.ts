// HAProxy's choice of servers: every `balance`, hashes, cookies, backups, and commands at run time.
import { readHaproxy } from '../../daemons/haproxy/read.ts';
import { createProbe, type Probe } from '../../simulation/probe.ts';
import { modelOfHaproxy } from '../model.ts';
import type { Family, Prediction, Question } from '../recording.ts';
import { each } from '../compare.ts';
import { randomShares } from '../shares.ts';
import { Held, type Step, countOf, digitOf, getDigit, getOnce, keysOf, requestWith, stepsOf, tally, textOf } from '../steps.ts';

function predict(question: Question): Prediction {
  if (typeof question.config !== 'string') return { kind: 'not modelled', reason: 'It has no single file for HAProxy.' };
  const model = modelOfHaproxy(readHaproxy(question.config, 'haproxy.cfg').part);
  const probe = createProbe(model);
  const script = stepsOf(question.script);
  const replay = new Replay(probe, script, model.applications.map((application) => application.name));
  const steps = script.map((step) => replay.play(step));
  const outputs: { [field: string]: unknown } = { steps };
  if (question.fields.includes('moved_vs_first_map') || question.fields.includes('counts_first_map')) Object.assign(outputs, movement(replay.maps));
  return { kind: 'predicted', outputs };
}

class Replay {
  /** One digit a key, of each `map` so far. */
  readonly maps: string[][] = [];
  readonly #probe: Probe;
  readonly #script: readonly Step[];
  readonly #servers: readonly string[];
  readonly #held: Held;
  /** Cookies by client, as `name=value`. */
  readonly #jars = new Map<string, string>();

  constructor(probe: Probe, script: readonly Step[], servers: readonly string[]) {
    this.#probe = probe;
    this.#script = script;
    this.#servers = servers;
    this.#held = new Held(probe);
  }

  play(step: Step): unknown {
    switch (step.op) {
      case 'get': return typeof step['client'] === 'string' ? this.#getAs(step['client']) : this.#digits(countOf(step, 'n'));
      case 'sock': return this.#probe.command(textOf(step, 'cmd'));
      case 'map': return this.#map(step);
      case 'open': return this.#held.open(countOf(step, 'id'));
      case 'close': return this.#held.close(countOf(step, 'id'));
      case 'count': return tally(this.#servers, Array.from({ length: countOf(step, 'n') }, () => getOnce(this.#probe, {}).server));
      case 'opencount': return tally(this.#servers, this.#held.count(countOf(step, 'n')));
      default: throw new Error(`The step "${step.op}" is not known.`);
    }
  }

  /** Requests one after another: on fresh connections or on one, HAProxy balances each. */
  #digits(count: number): string {
    return Array.from({ length: count }, () => getDigit(this.#probe, {})).join('');
  }

  #getAs(client: string): unknown {
    const held = this.#jars.get(client);
    const { server, setCookie } = getOnce(this.#probe, { headers: held === undefined ? {} : { cookie: held } });
    if (setCookie !== null) {
      if (/Expires=Thu, 01-Jan-1970/.test(setCookie)) this.#jars.delete(client);
      else this.#jars.set(client, setCookie.split(';')[0]!);
    }
    return { client, server: digitOf(server), set_cookie: setCookie };
  }

  #map(step: Step): string {
    const kind = textOf(step, 'kind');
    const digits = keysOf(step, this.#script).map((key) => getDigit(this.#probe, requestWith(kind, key)));
    this.maps.push(digits);
    return digits.join('');
  }
}

/** Keys that each later map sends elsewhere than the first, and how the first spreads them. */
function movement([first = [], ...later]: string[][]): { [field: string]: unknown } {
  const counts: { [server: string]: number } = {};
  for (const digit of [...first].sort()) counts[digit] = (counts[digit] ?? 0) + 1;
  return { moved_vs_first_map: later.map((digits) => digits.filter((digit, i) => digit !== first[i]).length), counts_first_map: counts };
}

/** Every choice is exact, except that of `random`: its generator is the daemon's own affair, so shares are compared. */
export const haproxySelection: Family = {
  names: [
    'haproxy.balance.roundrobin', 'haproxy.balance.static-rr', 'haproxy.balance.leastconn', 'haproxy.balance.first', 'haproxy.balance.random', 'haproxy.balance.keepalive',
    'haproxy.balance.threads', 'haproxy.runtime', 'haproxy.backup', 'haproxy.cookie', 'haproxy.hash.source', 'haproxy.hash.uri', 'haproxy.hash.hdr', 'haproxy.hash.url_param',
    'haproxy.hash.function', 'haproxy.hash.movement',
  ],
  predict,
  comparisons: { steps: each(randomShares, 'step') },
};

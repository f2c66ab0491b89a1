// Recordings of two hosts with keepalived, replayed by the rules of `src/simulation/keepalived`.
import { readKeepalived } from '../../daemons/keepalived/index.ts';
import type { KeepalivedPart } from '../../daemons/parts.ts';
import { masterDownMs } from '../../simulation/keepalived/timers.ts';
import { exact, isEqual } from '../compare.ts';
import type { Comparison, Family, Prediction, Question } from '../recording.ts';
import { type Happening, happeningOf, replay, type Setting } from './keepalived-replay.ts';

/** Replays of one recording differ in what its inputs do not say: adverts before the event, and phases of the return. */
const CYCLES = 8;
const PHASES = 64;
/** Adverts leave a little later than the formula says, scripts do not: so much their order may shift. */
const DRIFTS_MS = [0, 40];

function partsOf(question: Question): { names: string[]; parts: KeepalivedPart[] } | string {
  const { config } = question;
  if (typeof config === 'string') return 'A pair of hosts has two files; there is one.';
  const names = Object.keys(config);
  const parts = names.map((name) => readKeepalived(config[name]!, name).part);
  if (names.length !== 2 || parts.some((part) => part.instances.length !== 1)) return 'Only two hosts with one instance each are replayed.';
  return { names, parts };
}

function predict(question: Question): Prediction {
  const read = partsOf(question);
  if (typeof read === 'string') return { kind: 'not modelled', reason: read };
  const happening = happeningOf(question.inputs, read.names);
  if (typeof happening === 'string') return { kind: 'not modelled', reason: happening };
  const addresses = addressesOf(question.inputs, read);
  const outcomes = settingsFor(question, read.parts, happening).map((setting) => replay({ ...read, addresses, happening, setting }));
  const fields = question.fields.filter((field) => Object.hasOwn(outcomes[0]!, field));
  const possible = Object.fromEntries(fields.map((field) => [field, different(outcomes.map((one) => one[field]))]));
  return { kind: 'predicted', outputs: Object.fromEntries(fields.map((field) => [field, outcomes[0]![field]])), possible };
}

function addressesOf(inputs: Question['inputs'], { names, parts }: { names: string[]; parts: KeepalivedPart[] }): (string | null)[] {
  const given = (inputs['addresses'] ?? {}) as { [name: string]: unknown };
  return names.map((name, i) => (typeof given[name] === 'string' ? given[name] : parts[i]!.instances[0]!.unicast?.source ?? null));
}

/**
 * The moments at which a replay does what the recording did, the likeliest first. Without a script or a `preempt_delay` one is enough: nothing depends on the others.
 * With a delay of 3 s the address was back after 5.6 s, so that return came 0.8 of an interval after an advert; with a script, right after one.
 */
function settingsFor(question: Question, parts: KeepalivedPart[], happening: Happening): Setting[] {
  const phase = Number(question.inputs['event_phase_after_last_advert'] ?? 0.5);
  const scripted = happening.event === 'track';
  const delayed = parts.some((part) => part.instances[0]!.preemptDelayMs > 0);
  const one: Setting = { phase, cycles: 2, driftMs: 0, returnPhase: 0.5 };
  if (!scripted && !delayed) return [one];
  const returns = Array.from({ length: PHASES }, (_, i): Setting => ({ ...one, returnPhase: (i + 0.5) / PHASES }));
  if (!scripted) return [{ ...one, returnPhase: 0.8 }, ...returns];
  const events = Array.from({ length: CYCLES }, (_, i) => DRIFTS_MS.map((driftMs): Setting => ({ ...one, cycles: i + 1, driftMs }))).flat();
  return [{ ...one, driftMs: DRIFTS_MS[1]!, returnPhase: 0.01 }, ...events, ...returns];
}

/** The values without repetitions; times that are less than a millisecond apart are one. */
function different(values: unknown[]): unknown[] {
  const isSame = (a: unknown, b: unknown): boolean => (typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) < 1 : isEqual(a, b));
  return values.filter((value, i) => values.findIndex((other) => isSame(other, value)) === i);
}

/** A recorded time may be up to `lateMs` later than predicted, and `earlyMs` earlier; both grow by `share` of it. */
function time(earlyMs: number, lateMs: number, share = 0.03): Comparison {
  return (predicted, recorded) => {
    if (predicted === null || recorded === null) return predicted === recorded ? null : 'one is null';
    if (typeof recorded !== 'number' || typeof predicted !== 'number') return 'not a number';
    const part = share * Math.abs(recorded);
    if (recorded < predicted - earlyMs - part) return `${Math.floor(predicted - recorded)} ms early`;
    return recorded > predicted + lateMs + part ? `${Math.floor(recorded - predicted)} ms late` : null;
  };
}

/** Formula + 5…60 ms: timers of the daemon, and the observer's own; a busy machine adds a few percent. */
const timer = time(60, 60);
/** As `timer`, from the start of the process: until it has read its file and opened its sockets 80 to 560 ms more were seen on a busy machine. */
const fromStart = time(60, 700);

/** How far apart the ends of the two timers lie after a start at the same moment. */
function startGapMs(question: Question): number {
  const read = partsOf(question);
  if (typeof read === 'string') return Infinity;
  const [a, b] = read.parts.map(({ instances: [one] }) => masterDownMs(one!.version, one!.priority, one!.advertIntMs));
  return Math.abs(a! - b!);
}

const samePriority = (question: Question): boolean => startGapMs(question) === 0;
/** The two processes start within some tens of milliseconds of each other: closer timers may end in either order. */
const isRace = (question: Question): boolean => startGapMs(question) < 60;

/** Exchanges the names of the two hosts in a value. */
function mirrored(value: unknown, [a, b]: string[]): unknown {
  if (typeof value === 'string') return value === a ? b : value === b ? a : value;
  return Array.isArray(value) ? value.map((one) => mirrored(one, [a!, b!])) : value;
}

/** Equal, or equal after an exchange of the hosts where chance decides who was first. */
function byChance(chance: (question: Question) => boolean): Comparison {
  return (predicted, recorded, question) => {
    const names = typeof question.config === 'string' ? [] : Object.keys(question.config);
    return chance(question) && isEqual(mirrored(predicted, names), recorded) ? null : exact(predicted, recorded, question);
  };
}

/** At a race the lower priority may be first for a moment, which adds its two transitions. */
const transitions: Comparison = (predicted, recorded, question) => {
  if (samePriority(question) || !isRace(question) || !Array.isArray(recorded)) return byChance(samePriority)(predicted, recorded, question);
  const last = (predicted as [string, boolean][]).at(-1)!;
  return recorded.some((one) => isEqual(one, last)) && recorded.length <= 3 ? null : 'not equal';
};

const transitionTimes: Comparison = (predicted, recorded, question) => {
  if (!Array.isArray(predicted) || !Array.isArray(recorded)) return exact(predicted, recorded, question);
  if (predicted.length !== recorded.length && !isRace(question)) return `${recorded.length} transitions`;
  return recorded.map((one, i) => fromStart(predicted[Math.min(i, predicted.length - 1)], one, question)).find((why) => why !== null) ?? null;
};

/** The address is back when the process has started anew, if it had ended; else from a timer. */
const takeBack: Comparison = (predicted, recorded, question) => (String(question.inputs['event']).includes('restart') ? fromStart : timer)(predicted, recorded, question);

/** The lower priority yields at the next advert that it hears: at once or after a whole interval, by the phase of the heal. */
const heal: Comparison = (predicted, recorded, question) => {
  if (typeof predicted !== 'number' || typeof recorded !== 'number') return exact(predicted, recorded, question);
  const longest = 1000 * Number(question.inputs['advert_int_s'] ?? 1);
  return recorded <= longest ? null : timer(longest, recorded, question);
};

/** Some are missed where both hosts send at the same moment: while they hear each other in one direction, or one yields to the other. */
const arps: Comparison = (predicted, recorded, question) => {
  const mixed = /track|split|cut|drop/.test(String(question.inputs['event']));
  return mixed && typeof recorded === 'number' && typeof predicted === 'number' && recorded >= 1 && recorded <= 3 * predicted ? null : exact(predicted, recorded, question);
};

/** A script without weight sends priority 0: an observer may call that a lowered priority, or not. */
const lowered = (comparison: Comparison): Comparison => (predicted, recorded, question) => (recorded === null && !isWeighted(question) ? null : comparison(predicted, recorded, question));

function isWeighted(question: Question): boolean {
  const read = partsOf(question);
  return typeof read !== 'string' && read.parts.some((part) => (part.instances[0]!.trackScript?.weight ?? 0) !== 0);
}

/** null: the address was never lost, so nobody could take it back. */
const tookBack: Comparison = (predicted, recorded, question) => (predicted === null ? null : exact(predicted, recorded, question));

/** Whoever chance has made the first master, the event hits it. */
const owner = byChance(samePriority);

/** keepalived (family C of the recordings). Owners and transitions exact, times by formula. */
export const keepalived: Family = {
  names: ['keepalived.vrrp'],
  predict,
  comparisons: {
    first_owner: byChance(isRace), first_owner_ms_after_start: fromStart, owner_before: owner, owners_after_start: owner, initial_transitions: transitions, initial_transition_ms_after_start: transitionTimes,
    takeover_ms_after_event: timer, takeover_ms_after_last_advert: timer, takeover_ms_after_last_received_advert: timer, takeover_ms_after_priority_0: timer,
    takeover_ms_after_last_high_priority_advert: timer, lowered_priority_ms_after_event: lowered(timer), lowered_priority_seen: lowered(exact), 'gratuitous_arp_within_0.5s': arps,
    owners_after: owner, after_return_owner: owner, old_master_took_back: tookBack, take_back_ms: takeBack, heal_ms: heal,
  },
};


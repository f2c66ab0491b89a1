// How exact recordings of HAProxy's failures are. They were made on a busy machine: things happen late there, rarely early.
import { exact, values, within } from '../compare.ts';
import type { Comparison, Question } from '../recording.ts';

/** A client saw its answer up to 142 ms late where nothing takes time at all. Rules differ by 200 ms and more. */
const LATE_MS = 190;
const LATE_SHARE = 0.03;
/** Rounding, and the simulator's hops. */
const EARLY_MS = 10;
/** A client of several that begins late waits less where it waits for others. */
const EARLY_TOGETHER_MS = 40;
/** HAProxy's clock begins when it accepts, which came up to 83 ms after the client had begun. */
const ACCEPTED_MS = 120;

const numbersIn = (text: string): number[] => text.split('/').map(Number);
const isLate = (predicted: number, recorded: number, earlyMs: number): boolean => recorded < predicted - earlyMs || recorded > predicted * (1 + LATE_SHARE) + LATE_MS;

/** Position of Tc. */
const CONNECTING = 2;

/**
 * `TR/Tw/Tc/Tr/Ta`: a phase that was never reached (−1) is exact. Where a repeated request finds no server, Tc reaches back to the connection before:
 * what there was of that time is compared, whatever its sign.
 */
function timers(predicted: string, recorded: string): string | null {
  const [a, b] = [numbersIn(predicted), numbersIn(recorded)];
  const reachesBack = a[CONNECTING] !== -1 && a[CONNECTING + 1] === -1;
  const wrong = a.findIndex((ms, i) => {
    if (i === CONNECTING && reachesBack) return isLate(Math.abs(ms), Math.abs(b[i]!), ACCEPTED_MS);
    return ms < 0 || b[i]! < 0 ? ms !== b[i] : isLate(ms, b[i]!, ACCEPTED_MS);
  });
  return a.length !== b.length || wrong >= 0 ? `timer ${wrong + 1} of ${predicted}, recorded ${recorded}` : null;
}

/** Lines of requests that ran together. They are sorted before they are compared: who ends within a few milliseconds ends in any order, and the times show the rest. */
function lines(predicted: readonly string[], recorded: readonly string[]): string | null {
  if (predicted.length !== recorded.length) return `${predicted.length} lines, recorded ${recorded.length}`;
  const split = (all: readonly string[]) => all.map((line) => line.split(' t=')).map(([what = '', t = '']) => ({ what, t, totalMs: numbersIn(t)[1] ?? 0 }))
    .sort((a, b) => (a.what < b.what ? -1 : a.what > b.what ? 1 : a.totalMs - b.totalMs));
  const [a, b] = [split(predicted), split(recorded)];
  for (let i = 0; i < a.length; i++) {
    if (a[i]!.what !== b[i]!.what) return `line "${a[i]!.what}", recorded "${b[i]!.what}"`;
    const why = timers(a[i]!.t, b[i]!.t);
    if (why !== null) return `${a[i]!.what}: ${why}`;
  }
  return null;
}

interface Times { client_ms: number | number[]; log_timers_ms?: string; log_in_end_order?: string[] }

/** Times of requests, alone or together. */
export const requestTimes: Comparison = (predicted, recorded) => {
  const [all, seen] = [predicted as Times[], recorded as Times[]];
  if (!Array.isArray(seen) || all.length !== seen.length) return 'another number of steps';
  for (let i = 0; i < all.length; i++) {
    // Clients that begin 5 ms apart may come in another order, so only who is how long is compared, not which one.
    const [a, b] = [all[i]!.client_ms, seen[i]!.client_ms].map((ms) => [ms].flat().sort((x, y) => x - y)) as [number[], number[]];
    const earlyMs = seen[i]!.log_in_end_order === undefined ? EARLY_MS : EARLY_TOGETHER_MS;
    const wrong = a.findIndex((ms, k) => typeof b[k] !== 'number' || isLate(ms, b[k], earlyMs));
    if (a.length !== b.length || wrong >= 0) return `step ${i + 1}: a client had ${a[wrong]} ms, recorded ${b[wrong]}`;
    const why = seen[i]!.log_in_end_order === undefined
      ? timers(all[i]!.log_timers_ms ?? '', seen[i]!.log_timers_ms ?? '') : lines(all[i]!.log_in_end_order ?? [], seen[i]!.log_in_end_order ?? []);
    if (why !== null) return `step ${i + 1}: ${why}`;
  }
  return null;
};

/** Durations of checks are left out of logs, and so is the reason phrase of an error page: it is the application's own. */
const masked = (value: unknown): unknown => (Array.isArray(value) ? value.map((text) => String(text).replace(/check duration: (\d+|#)ms/, 'check duration: #ms').replace(/(code: \d+, info: )"[^"]*"/, '$1""')) : value);

/** Log lines, word by word but for durations. */
export const logTexts: Comparison = (predicted, recorded, question) => exact(masked(predicted), masked(recorded), question);

/** The recorder killed the server up to 54 ms off its phase, and each check takes some milliseconds of its own. */
const HEALTH_SHARE = 0.03;
const HEALTH_MS = 60;

/** `timeout check` with a server that accepts and is silent: HAProxy 2.6 takes anything from it up to `inter` for a check, since it arms its timer late. */
function lateTimerMs({ inputs }: Question): number {
  const { check, death, inter_ms: inter, timeout_check_ms: limit, fall } = inputs;
  const isSilent = check === 'http' && (death === 'sigstop' || death === 'hang');
  return isSilent && typeof limit === 'number' && typeof inter === 'number' && typeof fall === 'number' ? fall * Math.max(0, inter - limit) : 0;
}

function moment(predicted: number, recorded: number, question: Question): boolean {
  const slack = HEALTH_SHARE * recorded + HEALTH_MS;
  return recorded >= predicted - slack && recorded <= predicted + lateTimerMs(question) + slack;
}

/** Death to DOWN. */
export const detection: Comparison = (predicted, recorded, question) => (
  typeof predicted === 'number' && typeof recorded === 'number' && moment(predicted, recorded, question) ? null : 'not within the tolerance'
);

/** Moments after a death. Where nothing is ever noticed, the recorder stopped looking at some time, and so the list ends there. */
export const moments: Comparison = (predicted, recorded, question) => {
  const [a, b] = [predicted as number[], recorded as number[]];
  if (!Array.isArray(b)) return 'no list';
  const isOpen = question.fields.includes('observed_for_ms');
  if (isOpen ? a.length < b.length : a.length !== b.length) return `${a.length} moments, recorded ${b.length}`;
  const wrong = b.findIndex((ms, i) => !moment(a[i]!, ms, question));
  return wrong < 0 ? null : `moment ${wrong + 1}: ${a[wrong]}, recorded ${b[wrong]}`;
};

/** Between two checks. One of the recorded spacings was 95 ms too long, for no reason of HAProxy's. */
export const spacing = within(HEALTH_SHARE, 100);

/** The recorder looked for as long as it liked; we have looked longer. */
export const observedFor: Comparison = (predicted, recorded) => (Number(predicted) >= Number(recorded) ? null : 'we did not look as long');

/** First checks of servers, by server: within the ± 3 % + 30 ms of all health times. */
export const firstChecks = values(within(0.03, 30));

/** Counted from the start of the process, which took some 200 ms to get ready. */
export const sinceStart = values((predicted, recorded) => {
  const late = Number(recorded) - Number(predicted);
  return late >= -30 && late <= 500 ? null : `off by ${late} ms`;
});

/** Weights in order: the recorder looked now and then, and a second of the wall clock is not one since UP, so a step may be missing in between. */
export const weightValues: Comparison = (predicted, recorded) => {
  const [a, b] = [predicted as number[], recorded as number[]];
  if (!Array.isArray(b) || a[0] !== b[0] || a.at(-1) !== b.at(-1) || b.length < a.length - 2) return 'other weights';
  let next = 0;
  for (const weight of a) if (weight === b[next]) next++;
  return next === b.length ? null : 'other weights';
};

/** When each weight was first seen: a step can be a second early or late. */
export const weightSteps: Comparison = (predicted, recorded) => {
  const [a, b] = [predicted as [number, number][], recorded as [number, number][]];
  if (!Array.isArray(b)) return 'no steps';
  const wrong = b.find(([ms, weight]) => !a.some(([own, value]) => value === weight && Math.abs(own - ms) <= 1000));
  return wrong === undefined ? null : `weight ${wrong[1]} at ${wrong[0]} ms`;
};

/** A second of the recorder's is some 20 requests of which one more or less is 5 %. */
const SHARE = 0.08;

/** Shares by second: between those of the second before and the second after. The last one is cut short, and counts nothing. */
export const shares: Comparison = (predicted, recorded) => {
  const [a, b] = [predicted as number[], recorded as number[]];
  if (!Array.isArray(b) || b.length > a.length) return 'more seconds';
  const wrong = b.slice(0, -1).findIndex((share, i) => {
    const near = [a[i - 1] ?? 0, a[i]!, a[i + 1] ?? a[i]!];
    return share < Math.min(...near) - SHARE || share > Math.max(...near) + SHARE;
  });
  return wrong < 0 ? null : `second ${wrong + 1}: ${a[wrong]}, recorded ${b[wrong]}`;
};

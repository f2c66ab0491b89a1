// Recordings of a burst: what depends on the pace of the script's writers, which is nobody's rule, and what does not.
import type { Comparison, Question } from '../recording.ts';
import { within } from '../compare.ts';
import { LOOK_MS, burstMs, ratesOf } from './mariadb-lag.ts';

/** How fast writers write is the matter of the script and of the two processor cores that it shares: runs of one scenario differ by this factor (370 to 936). */
const PACE = 2.5;
/** Rates of applying, which also share the cores: 72 to 100 a second were recorded of one thread at 10 ms. */
const APPLYING = 0.35;
/** A look at the replica takes so long on a busy machine. */
const LATE_MS = 500;

/** Counts and rates that the writers decide. */
export const pace: Comparison = (predicted, recorded) => {
  if (typeof predicted !== 'number' || typeof recorded !== 'number') return 'not numbers';
  return predicted <= PACE * recorded && recorded <= PACE * predicted ? null : `${predicted} for ${recorded}: more than a factor of ${PACE}`;
};

/** Whether the replica falls behind even where the writers are slow. */
function fallsBehind(question: Question): boolean {
  const { writers, replica } = ratesOf(question);
  return writers / PACE >= replica;
}

/** A replica that falls behind has its own rate, one that keeps up that of the writers. */
export const applyRate: Comparison = (predicted, recorded, question) => (fallsBehind(question) ? within(APPLYING, 5) : pace)(predicted, recorded, question);

/** The backlog that writers leave, from the slowest to the fastest, ÷ the rate of applying. */
export const catchUp: Comparison = (predicted, recorded, question) => {
  if (typeof predicted !== 'number' || typeof recorded !== 'number') return 'not numbers';
  const { writers, replica } = ratesOf(question);
  const leftMs = (rate: number): number => Math.max(0, rate / replica - 1) * burstMs(question);
  const [least, most] = [leftMs(writers / PACE) * (1 - APPLYING) - LATE_MS, leftMs(writers * PACE) * (1 + APPLYING) + LOOK_MS + LATE_MS];
  for (const ms of [predicted, recorded]) if (ms < least || ms > most) return `${ms} is not between ${Math.round(least)} and ${Math.round(most)}`;
  return null;
};

type Sample = [ms: number, committed: number, applied: number, secondsBehind: number];

/** When so many had been committed, in milliseconds, between the samples on a straight line. */
function committedAtMs(samples: Sample[], count: number): number {
  let [ms, committed] = [0, 0];
  for (const [laterMs, later] of samples) {
    if (later >= count) return later === committed ? laterMs : ms + ((count - committed) / (later - committed)) * (laterMs - ms);
    [ms, committed] = [laterMs, later];
  }
  return ms;
}

/** Rate of applying, for a millisecond, from the first to the last sample of a replica that is behind after the burst; null: too few such samples. */
function rateBehind(samples: Sample[]): number | null {
  const total = samples.at(-1)![1];
  const behind = samples.filter(([, committed, applied]) => committed === total && applied < total);
  const [first, last] = [behind[0], behind.at(-1)];
  return behind.length < 3 ? null : (last![2] - first[2]) / (last![0] - first[0]);
}

/** Why samples break a rule; null: they do not. */
function broken(samples: Sample[], question: Question): string | null {
  const total = samples.at(-1)![1];
  for (const [ms, committed, applied, behind] of samples) {
    if (behind > ms / 1000 + 1) return `${behind} s behind after ${ms} ms`;
    const ageS = (ms - committedAtMs(samples, applied)) / 1000;
    if (committed === total && applied < 0.98 * total && Math.abs(behind - ageS) > 2) return `${behind} s behind, the event is ${ageS.toFixed(1)} s old`;
  }
  const rate = rateBehind(samples);
  return rate === null ? null : within(APPLYING, 0.005)(ratesOf(question).replica, rate, question);
}

/**
 * Samples come at moments of the recorder's choosing, and with the pace of its writers, so what holds for each is checked, of the prediction too: nobody is
 * further behind than the run is old; after the burst `Seconds_Behind_Master` is the age of the event being applied (to 2 s: both clocks are whole seconds and
 * a sample takes a while), and the replica applies at its own rate.
 */
export const samples: Comparison = (predicted, recorded, question) => {
  for (const list of [predicted, recorded]) {
    if (!Array.isArray(list) || list.length === 0) return 'no samples';
    const why = broken(list as Sample[], question);
    if (why !== null) return why;
  }
  return null;
};

// What makes a moment go on while it plays: frames, or with reduced motion a step from event to event.
import type { Moment } from './moment.ts';

/** How long each event stays when nothing may move. */
const STEP_MS = 1500;
/** A page that was in the background goes on where it was. */
const LONGEST_FRAME_MS = 100;

/** Which Play of a moment goes on: who pauses and plays again at once leaves the earlier one behind. */
const plays = new WeakMap<Moment, number>();

/** Lets the moment play; ends by itself when it pauses. */
export function play(moment: Moment): void {
  const number = (plays.get(moment) ?? 0) + 1;
  plays.set(moment, number);
  const goesOn = (): boolean => moment.isPlaying && plays.get(moment) === number;
  moment.play();
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) stepOn(moment, goesOn);
  else requestAnimationFrame((now) => frame(moment, goesOn, now, now));
}

function frame(moment: Moment, goesOn: () => boolean, before: number, now: number): void {
  if (!goesOn()) return;
  moment.pass(Math.min(now - before, LONGEST_FRAME_MS));
  requestAnimationFrame((next) => frame(moment, goesOn, now, next));
}

function stepOn(moment: Moment, goesOn: () => boolean): void {
  if (!goesOn()) return;
  moment.passToEvent();
  setTimeout(() => stepOn(moment, goesOn), STEP_MS);
}

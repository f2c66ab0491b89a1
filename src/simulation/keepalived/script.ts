// Track scripts of keepalived: when they run, and what their results change.
import { VRRP_EVENT } from './events.ts';
import type { Vrrp } from './instances.ts';
import { reconsider, setPriority } from './vrrp.ts';

/** Whether the script of an instance counts as failed; one that has not ended yet does. */
export function isBad(vrrp: Vrrp, i: number): boolean {
  return vrrp.state.scriptResult[i] < vrrp.layout[i].script!.rise;
}

/** The first run, at the start: its result counts at once, whatever `fall` and `rise` say. */
export function firstRun(vrrp: Vrrp, i: number): void {
  const { script } = vrrp.layout[i];
  if (script === null) return;
  scheduleScript(vrrp, i, script.intervalMs);
  run(vrrp, i);
}

/** Runs begin after so long, and then at fixed times, one `interval` after another. */
export function scheduleScript(vrrp: Vrrp, i: number, inMs: number): void {
  const { queue, state } = vrrp;
  state.scriptStamp[i]++;
  queue.at(queue.now + inMs, VRRP_EVENT.script, i, state.scriptStamp[i]);
}

/** The next run is due. One that has not ended by now has reached its timeout, which is the interval, and has failed. */
export function scriptDue(vrrp: Vrrp, i: number, stamp: number): void {
  const { layout, queue, state } = vrrp;
  if (state.scriptStamp[i] !== stamp) return;
  queue.at(queue.now + layout[i].script!.intervalMs, VRRP_EVENT.script, i, stamp);
  scriptEnded(vrrp, i, false);
  run(vrrp, i);
}

/** What the run of a script has found; nothing where none goes on. */
export function scriptEnded(vrrp: Vrrp, i: number, good: boolean): void {
  if (vrrp.state.scriptRuns[i] === 0) return;
  vrrp.state.scriptRuns[i] = 0;
  count(vrrp, i, good);
}

function run(vrrp: Vrrp, i: number): void {
  vrrp.state.scriptRuns[i] = 1;
  const test = vrrp.around.test(i);
  if (test !== 'later') scriptEnded(vrrp, i, test === 'good');
}

/** Counts a result: `fall` bad ones in a row make the script bad, `rise` good ones make it good. */
function count(vrrp: Vrrp, i: number, good: boolean): void {
  const { layout, state } = vrrp;
  const { fall, rise, weight } = layout[i].script!;
  const before = state.scriptResult[i];
  const full = rise + fall - 1;
  if (good) state.scriptResult[i] = before < 0 || before + 1 >= rise ? full : before + 1;
  else state.scriptResult[i] = before <= rise ? 0 : before - 1;
  if (weight === 0) reconsider(vrrp, i);
  else setPriority(vrrp, i, weighted(vrrp, i));
}

/** The effective priority: a weight below 0 counts while the script is bad, one above 0 while it is good; never that of an owner, never 0. */
export function weighted(vrrp: Vrrp, i: number): number {
  const { priority, script } = vrrp.layout[i];
  const applies = isBad(vrrp, i) === script!.weight < 0;
  return Math.min(254, Math.max(1, priority + (applies ? script!.weight : 0)));
}

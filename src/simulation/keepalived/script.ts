// Track scripts of keepalived: when they run, and what their results change.
import { VRRP_EVENT } from './events.ts';
import type { Vrrp } from './instances.ts';
import { reconsider, setPriority } from './vrrp.ts';

/** Whether the script of an instance counts as failed; one that has not ended yet does. */
export function isBad(vrrp: Vrrp, i: number): boolean {
  return vrrp.state.scriptResult[i] < vrrp.layout[i].script!.rise;
}

/** The first run, at the start: its result counts at once, whatever `fall` and `rise` say. The others follow at fixed times, one `interval` after another. */
export function firstRun(vrrp: Vrrp, i: number): void {
  const { layout, queue, state } = vrrp;
  const { script } = layout[i];
  if (script === null) return;
  state.scriptStamp[i]++;
  queue.at(queue.now + script.intervalMs, VRRP_EVENT.script, i, state.scriptStamp[i]);
  run(vrrp, i);
}

/** The next run is due. One that still hangs has reached its timeout, which is the interval, and has failed. */
export function scriptDue(vrrp: Vrrp, i: number, stamp: number): void {
  const { layout, queue, state } = vrrp;
  if (state.scriptStamp[i] !== stamp) return;
  queue.at(queue.now + layout[i].script!.intervalMs, VRRP_EVENT.script, i, stamp);
  if (state.scriptHangs[i] === 1) {
    state.scriptHangs[i] = 0;
    finished(vrrp, i, vrrp.around.test(i) === 'good');
  }
  run(vrrp, i);
}

function run(vrrp: Vrrp, i: number): void {
  const test = vrrp.around.test(i);
  if (test === 'hangs') vrrp.state.scriptHangs[i] = 1;
  else finished(vrrp, i, test === 'good');
}

/** Counts a result: `fall` bad ones in a row make the script bad, `rise` good ones make it good. */
function finished(vrrp: Vrrp, i: number, good: boolean): void {
  const { layout, state } = vrrp;
  const { fall, rise, weight } = layout[i].script!;
  const before = state.scriptResult[i];
  const full = rise + fall - 1;
  if (good) state.scriptResult[i] = before < 0 || before + 1 >= rise ? full : before + 1;
  else state.scriptResult[i] = before <= rise ? 0 : before - 1;
  const counts = weight < 0 ? isBad(vrrp, i) : !isBad(vrrp, i);
  if (weight === 0) reconsider(vrrp, i);
  else setPriority(vrrp, i, Math.min(254, Math.max(1, layout[i].priority + (counts ? weight : 0))));
}

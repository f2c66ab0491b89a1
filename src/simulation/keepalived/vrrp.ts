// VRRP as keepalived 2.2 does it: who holds an address, from adverts, timers and what happens to hosts (RFC 3768 and 5798, keepalived.conf(5)).
// Each rule that neither says was seen at the daemon itself.
import { HOP_MS } from '../layout/constants.ts';
import { VRRP_EVENT } from './events.ts';
import type { Vrrp } from './instances.ts';
import { STATE } from './instances.ts';
import { firstRun, isBad, weighted } from './script.ts';
import { GRATUITOUS_ARP_DELAY_MS, OWNER, RESIGNED, masterDownMs, skewMs } from './timers.ts';

/** Adverts drift: the one that would come at the very end of `preempt_delay` comes later, and is too late. */
const LATE_MS = 1;

/** Keepalived starts on a host whose interface is as `link` says: an address that an earlier run has left behind is removed first. */
export function start(vrrp: Vrrp, i: number): void {
  const { layout, state } = vrrp;
  if (state.state[i] !== STATE.off) return;
  release(vrrp, i);
  state.priority[i] = layout[i].priority;
  state.masterAdvertMs[i] = layout[i].advertMs;
  state.preemptAtMs[i] = 0;
  state.state[i] = STATE.fault;
  firstRun(vrrp, i);
  if (isFaulty(vrrp, i)) return;
  if (layout[i].priority === OWNER && layout[i].state === 'MASTER') becomeMaster(vrrp, i);
  else becomeBackup(vrrp, i);
}

/** Puts an instance where it is after a long time: a backup whose script has always given the same result; in FAULT if that is bad and has no weight. */
export function rest(vrrp: Vrrp, i: number, good: boolean): void {
  const { script } = vrrp.layout[i];
  vrrp.state.state[i] = STATE.fault;
  if (script !== null) vrrp.state.scriptResult[i] = good ? script.rise + script.fall - 1 : 0;
  if (script !== null && script.weight !== 0) setPriority(vrrp, i, weighted(vrrp, i));
  reconsider(vrrp, i);
}

/** SIGTERM, or the death of the parent process alone: a master resigns and takes the address off. */
export function stop(vrrp: Vrrp, i: number): void {
  resign(vrrp, i);
  kill(vrrp, i);
}

/** SIGKILL of all processes: nobody says anything, and the address stays on the interface. */
export function kill(vrrp: Vrrp, i: number): void {
  const { state } = vrrp;
  state.state[i] = STATE.off;
  state.stamp[i]++;
  state.scriptStamp[i]++;
  state.scriptResult[i] = -1;
  state.scriptRuns[i] = 0;
}

/** The host dies, and its interface with it. */
export function loseHost(vrrp: Vrrp, i: number): void {
  kill(vrrp, i);
  release(vrrp, i);
}

/** The interface of the host goes down or comes up; adverts leave only through one that is up. */
export function setLink(vrrp: Vrrp, i: number, up: boolean): void {
  vrrp.state.link[i] = up ? 1 : 0;
  reconsider(vrrp, i);
}

/** Something that can put an instance into FAULT has changed: in, with a resignation, or out, as backup with the whole of its own master_down before it. */
export function reconsider(vrrp: Vrrp, i: number): void {
  const { state } = vrrp;
  if (state.state[i] === STATE.off) return;
  const faulty = isFaulty(vrrp, i);
  if (faulty && state.state[i] !== STATE.fault) {
    resign(vrrp, i);
    state.state[i] = STATE.fault;
    state.stamp[i]++;
  } else if (!faulty && state.state[i] === STATE.fault) becomeBackup(vrrp, i);
}

/** The weight of a script begins or ceases to count. A backup's timer changes by the difference of the skews; a master says it with its next advert. */
export function setPriority(vrrp: Vrrp, i: number, priority: number): void {
  const { queue, state } = vrrp;
  if (priority === state.priority[i]) return;
  state.priority[i] = priority;
  if (state.state[i] !== STATE.backup) return;
  const before = state.downMs[i];
  state.downMs[i] = downMs(vrrp, i);
  setTimer(vrrp, i, Math.max(0, state.dueMs[i] + state.downMs[i] - before - queue.now));
}

/** The timer of an instance has ended: a master's next advert, or a backup's patience. */
export function timerEnded(vrrp: Vrrp, i: number, stamp: number): void {
  const { layout, state } = vrrp;
  if (state.stamp[i] !== stamp) return;
  if (state.state[i] !== STATE.master) return becomeMaster(vrrp, i);
  advertise(vrrp, i, state.priority[i]);
  setTimer(vrrp, i, layout[i].advertMs);
}

/** An advert arrives; `sent` is its sender and priority, as `advertise` packs them. */
export function hear(vrrp: Vrrp, i: number, sent: number): void {
  const { layout, state } = vrrp;
  const from = layout[sent >> 8];
  const own = layout[i];
  // Another version is another protocol, and version 2 drops adverts with another interval.
  if (state.link[i] === 0 || from.version !== own.version || (own.version === 2 && from.advertMs !== own.advertMs)) return;
  if (state.state[i] === STATE.backup) hearAsBackup(vrrp, i, from.advertMs, sent & 255);
  else if (state.state[i] === STATE.master) hearAsMaster(vrrp, i, from.rank, sent & 255);
}

/** A lower priority is ignored, so that its master loses the address when the own timer ends; unless `nopreempt` or `preempt_delay` put up with it. */
function hearAsBackup(vrrp: Vrrp, i: number, advertMs: number, priority: number): void {
  const { layout, queue, state } = vrrp;
  const { nopreempt, preemptDelayMs, version } = layout[i];
  if (priority === RESIGNED) return setTimer(vrrp, i, skewMs(version, state.priority[i], state.masterAdvertMs[i]));
  const lower = priority < state.priority[i];
  const delayed = preemptDelayMs > 0 && (state.preemptAtMs[i] === 0 || queue.now < state.preemptAtMs[i] - LATE_MS);
  if (lower && !nopreempt && !delayed) return;
  if (!lower) state.preemptAtMs[i] = 0;
  else if (preemptDelayMs > 0 && state.preemptAtMs[i] === 0) state.preemptAtMs[i] = queue.now + preemptDelayMs;
  state.masterAdvertMs[i] = version === 3 ? advertMs : layout[i].advertMs;
  state.downMs[i] = downMs(vrrp, i);
  setTimer(vrrp, i, state.downMs[i]);
}

/** Two masters: the lower one yields; the higher one answers at once and claims the traffic again. */
function hearAsMaster(vrrp: Vrrp, i: number, rank: number, priority: number): void {
  const { layout, state } = vrrp;
  const own = state.priority[i];
  if (priority > own || (priority === own && rank > layout[i].rank)) {
    release(vrrp, i);
    return becomeBackup(vrrp, i);
  }
  advertise(vrrp, i, own);
  setTimer(vrrp, i, layout[i].advertMs);
  if (priority !== RESIGNED) vrrp.around.announced(i);
}

function becomeBackup(vrrp: Vrrp, i: number): void {
  const { state } = vrrp;
  state.state[i] = STATE.backup;
  state.preemptAtMs[i] = 0;
  state.downMs[i] = downMs(vrrp, i);
  setTimer(vrrp, i, state.downMs[i]);
}

function becomeMaster(vrrp: Vrrp, i: number): void {
  advertise(vrrp, i, vrrp.state.priority[i]);
  setTimer(vrrp, i, vrrp.layout[i].advertMs);
  lead(vrrp, i);
}

/** Makes a master that takes the address and claims the traffic; its adverts are the caller's. */
export function lead(vrrp: Vrrp, i: number): void {
  const { layout, queue, state, around } = vrrp;
  state.state[i] = STATE.master;
  state.masterAdvertMs[i] = layout[i].advertMs;
  state.terms[i]++;
  take(vrrp, i);
  around.announced(i);
  queue.at(queue.now + GRATUITOUS_ARP_DELAY_MS, VRRP_EVENT.announce, i, state.terms[i]);
}

/** The second gratuitous ARPs of a master that still is one. */
export function announceAgain(vrrp: Vrrp, i: number, term: number): void {
  if (vrrp.state.terms[i] === term && vrrp.state.state[i] === STATE.master) vrrp.around.announced(i);
}

function take(vrrp: Vrrp, i: number): void {
  if (vrrp.state.holds[i] === 1) return;
  vrrp.state.holds[i] = 1;
  vrrp.around.taken(i);
}

function release(vrrp: Vrrp, i: number): void {
  if (vrrp.state.holds[i] === 0) return;
  vrrp.state.holds[i] = 0;
  vrrp.around.released(i);
}

function resign(vrrp: Vrrp, i: number): void {
  if (vrrp.state.state[i] !== STATE.master) return;
  advertise(vrrp, i, RESIGNED);
  release(vrrp, i);
}

function advertise(vrrp: Vrrp, i: number, priority: number): void {
  const { around, groups, layout, queue, state } = vrrp;
  if (state.link[i] === 0) return;
  around.advertised(i, priority);
  for (const other of groups[layout[i].group]) {
    if (other !== i && around.reaches(layout[i].host, layout[other].host)) queue.at(queue.now + HOP_MS, VRRP_EVENT.advert, other, i * 256 + priority);
  }
}

function downMs(vrrp: Vrrp, i: number): number {
  return masterDownMs(vrrp.layout[i].version, vrrp.state.priority[i], vrrp.state.masterAdvertMs[i]);
}

/** Starts the timer of an instance anew. */
export function setTimer(vrrp: Vrrp, i: number, ms: number): void {
  const { queue, state } = vrrp;
  state.stamp[i]++;
  state.dueMs[i] = queue.now + ms;
  queue.at(state.dueMs[i], VRRP_EVENT.timer, i, state.stamp[i]);
}

/** FAULT: the interface is down, or a script without weight is not good. */
function isFaulty(vrrp: Vrrp, i: number): boolean {
  return vrrp.state.link[i] === 0 || (vrrp.layout[i].script?.weight === 0 && isBad(vrrp, i));
}

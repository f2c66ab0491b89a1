// Events of keepalived. Their numbers are apart from those of the requests (EVENT in world.ts).
import type { Vrrp } from './instances.ts';
import { scriptDue } from './script.ts';
import { announceAgain, hear, timerEnded } from './vrrp.ts';

/** Kinds of events: `a` is an instance. */
export const VRRP_EVENT = {
  /** `b`: its stamp. */
  timer: 40,
  /** `b`: sender × 256 + priority. */
  advert: 41,
  /** `b`: its stamp. */
  script: 42,
  /** `b`: its term. */
  announce: 43,
  /** `a`: position of the address, `b`: its stamp. The network asks anew who has it. */
  forget: 44,
} as const;

/** Handles the event that the queue has just given out; false: it is none of the instances'. */
export function handleVrrp(vrrp: Vrrp): boolean {
  const { kind, a, b } = vrrp.queue;
  switch (kind) {
    case VRRP_EVENT.timer: timerEnded(vrrp, a, b); return true;
    case VRRP_EVENT.advert: hear(vrrp, a, b); return true;
    case VRRP_EVENT.script: scriptDue(vrrp, a, b); return true;
    case VRRP_EVENT.announce: announceAgain(vrrp, a, b); return true;
    default: return false;
  }
}

// Times of VRRP as keepalived 2.2 keeps them, in milliseconds.

/** Priority of the owner of an address. With `state MASTER` it is master at once, and scripts never change it. */
export const OWNER = 255;
/** Priority in the last advert of a master that stops or fails: "take over after your skew". */
export const RESIGNED = 0;
/** Gratuitous ARPs that a new master sends at once (`vrrp_garp_master_repeat`). */
export const GRATUITOUS_ARPS = 5;
/** A new master repeats them once after this long (`vrrp_garp_master_delay`). */
export const GRATUITOUS_ARP_DELAY_MS = 5000;

/** How much a backup with this priority waits beyond three adverts: RFC 3768 (version 2) counts in seconds, RFC 5798 (version 3) in intervals. */
export function skewMs(version: 2 | 3, priority: number, advertMs: number): number {
  return ((256 - priority) / 256) * (version === 2 ? 1000 : advertMs);
}

/** A backup becomes master when it has heard nothing for this long. */
export function masterDownMs(version: 2 | 3, priority: number, advertMs: number): number {
  return 3 * advertMs + skewMs(version, priority, advertMs);
}

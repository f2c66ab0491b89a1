import type { Duration } from './durations.ts';

/** A virtual address that VRRP moves between hosts (`vrrp_instance`). */
export interface VrrpInstance<HostName extends string, Address extends string = string> {
  /** `virtual_ipaddress`: the IPv4 or IPv6 address, such as `'10.0.0.100'`. */
  virtualAddress: Address;
  /** `virtual_router_id`: 1 to 255; every instance has its own. */
  virtualRouterId: number;
  /** `version`: of VRRP. Default 2, keepalived's own. */
  version?: 2 | 3;
  /** `advert_int`: interval between adverts. 1s to 255s in version 2, whole seconds; 10ms to 40s in version 3. Default 1s. */
  advertInt?: Duration;
  /** The hosts that can hold the address. At least one. */
  members: { [Name in HostName]?: VrrpMember };
  /** `unicast_peer`: send adverts to each member's address instead of the multicast group. Default false. */
  unicast?: boolean;
  /** `vrrp_script`: a test that each member runs on itself. Default: none. */
  trackScript?: TrackScript;
}

/** One host of a virtual address. */
export interface VrrpMember {
  /** `priority`: the highest that is alive holds the address. 1 to 255. */
  priority: number;
  /** `state` at the start. Default `BACKUP`; `MASTER` is not faster, unless the priority is 255. */
  state?: 'MASTER' | 'BACKUP';
  /** `nopreempt`: do not take the address back from a lower priority. Default false; needs state `BACKUP`. */
  nopreempt?: boolean;
  /** `preempt_delay`: wait this long before taking it back. 1s to 1000s; default: no extra wait. Needs state `BACKUP`, and no `nopreempt`. */
  preemptDelay?: Duration;
}

/** `vrrp_script` and `track_script`. */
export interface TrackScript {
  /** What it tests: that the process exists, or that it answers over HTTP. */
  check: 'process' | 'http';
  /** `interval`: between two runs. 1s to 4294s, whole seconds. */
  interval: Duration;
  /** `fall`: failures in a row until it counts as failed. 1 to 1000; default 1. */
  fall?: number;
  /** `rise`: successes in a row until it counts as good. 1 to 1000; default 1. */
  rise?: number;
  /** `weight`: added to the priority while the test fails (below 0) or succeeds (above 0). −253 to 253; default 0: failure puts the member into FAULT. */
  weight?: number;
}

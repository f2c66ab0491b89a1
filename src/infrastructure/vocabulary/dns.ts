import type { Duration } from './durations.ts';

/** A name in the zone file. */
export interface DnsRecord<HostName, Name extends string = string> {
  /** The name, such as `'shop.example'`; each stands here once. */
  name: Name;
  /** `A` or `AAAA` records: addresses, or names of hosts, which stand for their addresses. At least one. */
  values: readonly (HostName | (string & {}))[];
  /** Time for which resolvers keep the answer. 0s to 30d, whole seconds. */
  ttl: Duration;
  /** The provider tests each address and leaves out those that fail. Default: no test. */
  healthCheck?: {
    /** Between two tests. 1s to 24d. */
    interval: Duration;
    /** Failures in a row until the address is left out. 1 to 1000. */
    fall: number;
  };
}

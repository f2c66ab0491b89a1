import type { Duration } from './durations.ts';

/** A TLS certificate. */
export interface Certificate {
  /** Names that it is valid for, such as `'shop.example'`. At least one. */
  domains: readonly string[];
  /** Time from the start of a run until it expires. 1s to 3650d. */
  expiresIn: Duration;
  /** Automatic renewal (ACME). Default: none. */
  renew?: {
    /** How long before it expires. 1s to 3650d. */
    before: Duration;
    /** Proof of ownership: a page on port 80, or a DNS record. */
    challenge: 'http-01' | 'dns-01';
    /** Load the new certificate into the daemon. Without it the old one stays in use. */
    reload: boolean;
  };
}

/** A machine: the unit of cost, and of what dies together. */
export interface Host {
  /**
   * `small`, `medium` and `large` cost 1, 2 and 4 units and have 4, 8 and 16 cores for applications; a database node there has 8, 16 or 32 workers.
   * Default `small`.
   */
  size?: 'small' | 'medium' | 'large';
  /** Failure domain: all hosts of a zone can be lost together. Default: a zone of its own. Becomes a comment in the inventory. */
  zone?: string;
  /** Chassis or hypervisor: virtual machines on one die together. Default: a machine of its own. Becomes a comment in the inventory. */
  machine?: string;
  /** IPv4 or IPv6 address that the other hosts use, such as `'10.0.0.11'`. Default: one is chosen when files are written. */
  privateAddress?: string;
  /** IPv4 or IPv6 address that the internet uses, such as `'203.0.113.10'`. Default: none. */
  publicAddress?: string;
}

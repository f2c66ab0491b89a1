/** The list of allowed flows between machines. Becomes nftables.conf, one for each host. */
export interface Firewall<HostName, GroupName extends string = string, GroupChoice = GroupName> {
  /** What happens to a flow that no rule names (`policy`). */
  default: 'drop' | 'accept';
  /** Names for several hosts, to be used in rules. Default: none. */
  groups?: Record<GroupName, readonly HostName[]>;
  /** In this order; the first rule that fits decides. */
  rules: readonly FirewallRule<HostName, GroupChoice>[];
}

/** One flow. Answers to an accepted flow are always accepted. */
export interface FirewallRule<HostName, GroupName> {
  /** Where it comes from: a host, a group, anybody (`internet`), or the operators' network (`admin`). */
  from: 'internet' | 'admin' | HostName | GroupName;
  /** Where it goes: a host or a group. */
  to: HostName | GroupName;
  /** `vrrp` is IP protocol 112: what keepalived speaks. */
  protocol: 'tcp' | 'udp' | 'vrrp' | 'icmp';
  /** Destination port of tcp and udp, 1 to 65535. Default: every port. */
  port?: number;
  /** What happens to such a flow. */
  action: 'accept' | 'drop';
}

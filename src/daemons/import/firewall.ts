// The rules of all hosts as one list of flows between hosts and groups.
import type { Firewall, FirewallRule } from '../../infrastructure/index.ts';
import { ADMIN_NETWORK } from '../addresses.ts';
import type { FirewallPart, FirewallPartRule } from '../parts.ts';
import { filled, given } from './given.ts';
import { isEqual } from './equal.ts';
import type { Names } from './names.ts';

/** Groups of hosts by their members, made as they are needed. */
class Groups {
  readonly groups: { [name: string]: string[] } = {};
  readonly #names: Names;

  constructor(names: Names) { this.#names = names; }

  /** The host itself, or the group of exactly these hosts. */
  of(hosts: string[]): string {
    if (hosts.length === 1) return hosts[0]!;
    const known = Object.keys(this.groups).find((name) => isEqual(this.groups[name], hosts));
    if (known !== undefined) return known;
    const name = this.#names.free('group');
    this.groups[name] = hosts;
    return name;
  }
}

/** Hosts whose next rule is the same one share it; otherwise each host's own order is kept, which is all that its filter looks at. */
export function designFirewall(parts: { host: string; part: FirewallPart }[], names: Names, losses: string[]): Firewall<string> {
  const groups = new Groups(names);
  const rules: FirewallRule<string, string>[] = [];
  const left = parts.map(({ host, part }) => ({ host, rules: [...part.rules] }));
  for (;;) {
    const next = left.find((one) => one.rules.length > 0);
    if (next === undefined) break;
    const rule = next.rules[0]!;
    const sharing = left.filter((one) => one.rules.length > 0 && isEqual(one.rules[0], rule));
    for (const one of sharing) one.rules.shift();
    rules.push(designRule(rule, sharing.map((one) => one.host), groups, names, losses));
  }
  const defaults = parts[0]!.part.default;
  for (const { host, part } of parts) if (part.default !== defaults) losses.push(`${host}: its policy is ${part.default}; a design has one default for all hosts, here ${defaults}.`);
  return given({ default: defaults, groups: filled(groups.groups), rules }) as Firewall<string>;
}

function designRule(rule: FirewallPartRule, to: string[], groups: Groups, names: Names, losses: string[]): FirewallRule<string, string> {
  const networks = rule.from.filter((address) => address.includes('/'));
  for (const network of networks) if (network !== ADMIN_NETWORK) losses.push(`${to.join(', ')}: the network ${network} is taken as the operators' network (admin): rules of a design name hosts, groups, internet or admin.`);
  const from = rule.from.length === 0 ? 'internet'
    : networks.length > 0 ? 'admin'
      : groups.of(rule.from.map((address) => names.host(address, `host-${address.replaceAll(/[^0-9a-fA-F]/g, '-')}`)));
  return given({ from, to: groups.of(to), protocol: rule.protocol, port: rule.port ?? undefined, action: rule.action }) as FirewallRule<string, string>;
}

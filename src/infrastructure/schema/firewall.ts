import { fields, list, name, named, oneOf, optional, whole } from './forms.ts';

const ruleSchema = fields({
  from: name,
  to: name,
  protocol: oneOf('tcp', 'udp', 'vrrp', 'icmp'),
  port: optional(whole(1, 65_535)),
  action: oneOf('accept', 'drop'),
});

/** Schema of `Firewall`. */
export const firewallSchema = fields({
  default: oneOf('drop', 'accept'),
  groups: optional(named(list(name, 64), 100, 0)),
  rules: list(ruleSchema, 1000),
});

// Random parts of nftables.
import fc from 'fast-check';
import type { FirewallPart, FirewallPartRule } from '../../../src/daemons/parts.ts';
import { address6, network } from '../arbitrary.ts';

const common = { from: fc.tuple(fc.array(network, { maxLength: 8 }), fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(address6, { maxLength: 3 }) })).map((both) => both.flat()), action: fc.constantFrom('accept' as const, 'drop' as const), comment: fc.option(fc.string({ maxLength: 60 }).map((text) => text.replace(/["\\\n]/g, '')).filter((text) => text !== '')) };
const withPort = fc.record({ ...common, protocol: fc.constantFrom('tcp' as const, 'udp' as const), port: fc.option(fc.integer({ min: 1, max: 65_535 })) });
const withoutPort = fc.record({ ...common, protocol: fc.constantFrom('vrrp' as const, 'icmp' as const), port: fc.constant(null) });
const rule: fc.Arbitrary<FirewallPartRule> = fc.oneof(withPort, withoutPort);

/** Every part that the file can say. */
export const firewallParts: fc.Arbitrary<FirewallPart> = fc.record({ default: fc.constantFrom('drop' as const, 'accept' as const), rules: fc.array(rule, { maxLength: 12 }) });

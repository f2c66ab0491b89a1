import type { Certificate, DnsRecord, Firewall } from '../model.ts';
import type { Infrastructure } from '../vocabulary/index.ts';
import { ms } from './times.ts';

/** Records of the domain name system. */
export function resolveDns({ dns = [] }: Infrastructure): DnsRecord[] {
  return dns.map(({ name, values, ttl, healthCheck }) => ({
    name,
    values: [...values],
    ttlMs: ms(ttl),
    healthCheck: healthCheck === undefined ? null : { intervalMs: ms(healthCheck.interval), fall: healthCheck.fall },
  }));
}

/** TLS certificates. */
export function resolveCertificates({ certificates = {} }: Infrastructure): Certificate[] {
  return Object.entries(certificates).map(([name, { domains, expiresIn, renew }]) => ({
    name,
    domains: [...domains],
    expiresInMs: ms(expiresIn),
    renew: renew === undefined ? null : { beforeMs: ms(renew.before), challenge: renew.challenge, reload: renew.reload },
  }));
}

/** The packet filter; null where there is none and every flow is accepted. */
export function resolveFirewall({ firewall }: Infrastructure): Firewall | null {
  if (firewall === undefined) return null;
  return {
    default: firewall.default,
    groups: Object.entries(firewall.groups ?? {}).map(([name, hosts]) => ({ name, hosts: [...hosts] })),
    rules: firewall.rules.map(({ from, to, protocol, port = null, action }) => ({ from, to, protocol, port, action })),
  };
}

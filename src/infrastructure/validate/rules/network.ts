import { formatPath } from '../../path.ts';
import type { FieldPath } from '../../problem.ts';
import { isIpv4, isIpv6 } from '../../schema/addresses.ts';
import type { Infrastructure } from '../../vocabulary/index.ts';
import type { Findings } from '../names.ts';

function checkDns({ dns = [] }: Infrastructure, findings: Findings): void {
  dns.forEach((record, position) => {
    const at = (index: number): FieldPath => ['dns', position, 'values', index];
    record.values.forEach((value, index) => {
      if (!isIpv4(value) && !isIpv6(value)) findings.refer(at(index), value, ['host']);
    });
    findings.unique(record.values, (value) => value, at);
  });
  findings.unique(dns, (record) => record.name, (position) => ['dns', position, 'name']);
}

function checkFirewall({ firewall }: Infrastructure, findings: Findings): void {
  if (firewall === undefined) return;
  for (const [name, hosts] of Object.entries(firewall.groups ?? {})) {
    const path: FieldPath = ['firewall', 'groups', name];
    const taken = findings.has('host', name) ? formatPath(['hosts', name]) : name === 'internet' || name === 'admin' ? `the word ${name}` : null;
    if (taken !== null) findings.duplicate(path, name, taken);
    hosts.forEach((host, position) => findings.refer([...path, position], host, ['host']));
    findings.unique(hosts, (host) => host, (position) => [...path, position]);
  }
  firewall.rules.forEach((rule, position) => {
    const path: FieldPath = ['firewall', 'rules', position];
    findings.refer([...path, 'from'], rule.from, ['host', 'group'], ['internet', 'admin']);
    findings.refer([...path, 'to'], rule.to, ['host', 'group']);
    const hasPorts = rule.protocol === 'tcp' || rule.protocol === 'udp';
    if (rule.port !== undefined && !hasPorts) findings.conflict([...path, 'port'], 'protocol-without-ports', { protocol: rule.protocol });
  });
}

function checkAddresses({ hosts }: Infrastructure, findings: Findings): void {
  const used: { path: FieldPath; address: string }[] = [];
  for (const [name, { privateAddress, publicAddress }] of Object.entries(hosts)) {
    if (privateAddress !== undefined) used.push({ path: ['hosts', name, 'privateAddress'], address: privateAddress });
    if (publicAddress !== undefined) used.push({ path: ['hosts', name, 'publicAddress'], address: publicAddress });
  }
  findings.unique(used, (one) => one.address, (position) => used[position]!.path);
}

/** Addresses, names and the packet filter. */
export function checkNetwork(design: Infrastructure, findings: Findings): void {
  checkAddresses(design, findings);
  checkDns(design, findings);
  checkFirewall(design, findings);
}

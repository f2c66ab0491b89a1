import { parseDuration } from '../../duration.ts';
import type { FieldPath } from '../../problem.ts';
import { isIpv4 } from '../../schema/addresses.ts';
import type { Infrastructure, VrrpInstance, VrrpMember } from '../../vocabulary/index.ts';
import type { Findings } from '../names.ts';

const SHORTEST_V2_MS = 1000;
/** A member of this priority owns the address (RFC 3768): it takes it at once and yields to nobody. */
const OWNER = 255;
/** VRRPv3 sends the interval as 12 bits of hundredths of a second (RFC 5798, 5.2.7): 40.95 s. */
const LONGEST_V3_MS = 40_000;

function checkAdvertInt(instance: VrrpInstance<string>, path: FieldPath, findings: Findings): void {
  if (instance.advertInt === undefined) return;
  const value = instance.advertInt;
  const ms = parseDuration(value)!;
  const at = [...path, 'advertInt'];
  const { version = 2 } = instance;
  if (version === 2 && (ms < SHORTEST_V2_MS || ms % 1000 !== 0)) findings.conflict(at, 'fraction-needs-version-3', { value });
  if (version === 3 && ms % 10 !== 0) findings.problems.push({ code: 'not-a-multiple', path: at, data: { value, step: '10ms' } });
  if (version === 3 && ms > LONGEST_V3_MS) findings.problems.push({ code: 'out-of-range', path: at, data: { value, min: '10ms', max: '40s' } });
}

/** What `keepalived --config-test` refuses or takes back (2.2.7). */
function checkMember(member: VrrpMember, instance: VrrpInstance<string>, path: FieldPath, findings: Findings): void {
  const field = member.nopreempt === true ? 'nopreempt' : member.preemptDelay !== undefined ? 'preemptDelay' : null;
  if (field !== null && member.state === 'MASTER') findings.conflict([...path, field], 'needs-state-backup');
  if (member.nopreempt === true && member.preemptDelay !== undefined) findings.conflict([...path, 'preemptDelay'], 'delay-without-preemption');
  if (member.priority !== OWNER) return;
  if (member.nopreempt === true) findings.conflict([...path, 'nopreempt'], 'owner-yields-to-nobody');
  if ((instance.trackScript?.weight ?? 0) !== 0) findings.conflict([...path, 'priority'], 'owner-has-no-weight');
}

/** Adverts to single hosts travel in the family of the virtual address. */
function checkUnicast(instance: VrrpInstance<string>, path: FieldPath, { hosts }: Infrastructure, findings: Findings): void {
  if (instance.unicast !== true) return;
  for (const host of Object.keys(instance.members)) {
    const address = hosts[host]?.privateAddress;
    if (address !== undefined && isIpv4(address) !== isIpv4(instance.virtualAddress)) findings.conflict([...path, 'unicast'], 'unicast-family', { host, address });
  }
}

/** Virtual addresses: their members, and numbers and addresses that only one of them can have. */
export function checkKeepalived(design: Infrastructure, findings: Findings): void {
  const { keepalived = {} } = design;
  const instances = Object.entries(keepalived);
  for (const [name, instance] of instances) {
    const path: FieldPath = ['keepalived', name];
    for (const [host, member] of Object.entries(instance.members)) {
      findings.refer([...path, 'members', host], host, ['host']);
      if (member !== undefined) checkMember(member, instance, [...path, 'members', host], findings);
    }
    checkUnicast(instance, path, design, findings);
    checkAdvertInt(instance, path, findings);
  }
  const at = (field: string) => (position: number): FieldPath => ['keepalived', instances[position]![0], field];
  findings.unique(instances, ([, instance]) => instance.virtualRouterId, at('virtualRouterId'));
  findings.unique(instances, ([, instance]) => instance.virtualAddress, at('virtualAddress'));
}

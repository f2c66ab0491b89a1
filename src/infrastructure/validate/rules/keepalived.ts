import { parseDuration } from '../../duration.ts';
import type { FieldPath } from '../../problem.ts';
import type { Infrastructure, VrrpInstance } from '../../vocabulary/index.ts';
import type { Findings } from '../names.ts';

const SHORTEST_V2_MS = 1000;
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

/** Virtual addresses: their members, and numbers and addresses that only one of them can have. */
export function checkKeepalived({ keepalived = {} }: Infrastructure, findings: Findings): void {
  const instances = Object.entries(keepalived);
  for (const [name, instance] of instances) {
    const path: FieldPath = ['keepalived', name];
    for (const host of Object.keys(instance.members)) findings.refer([...path, 'members', host], host, ['host']);
    checkAdvertInt(instance, path, findings);
  }
  const at = (field: string) => (position: number): FieldPath => ['keepalived', instances[position]![0], field];
  findings.unique(instances, ([, instance]) => instance.virtualRouterId, at('virtualRouterId'));
  findings.unique(instances, ([, instance]) => instance.virtualAddress, at('virtualAddress'));
}

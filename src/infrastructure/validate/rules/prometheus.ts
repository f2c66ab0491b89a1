import type { Infrastructure } from '../../vocabulary/index.ts';
import type { Findings } from '../names.ts';

/** Monitoring: where it runs, and names of alerts. */
export function checkPrometheus({ prometheus }: Infrastructure, findings: Findings): void {
  if (prometheus === undefined) return;
  findings.refer(['prometheus', 'host'], prometheus.host, ['host']);
  findings.unique(prometheus.rules, (rule) => rule.alert, (position) => ['prometheus', 'rules', position, 'alert']);
}

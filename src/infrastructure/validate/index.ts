import type { Problem } from '../problem.ts';
import { designSchema } from '../schema/index.ts';
import type { Infrastructure } from '../vocabulary/index.ts';
import { Findings, namesOf } from './names.ts';
import { inDesignOrder } from './order.ts';
import { checkApps } from './rules/apps.ts';
import { checkHaproxy } from './rules/haproxy.ts';
import { checkKeepalived } from './rules/keepalived.ts';
import { checkMariadb } from './rules/mariadb.ts';
import { checkNetwork } from './rules/network.ts';
import { checkNginx } from './rules/nginx.ts';
import { checkPorts } from './rules/ports.ts';
import { checkProcessNames, countServers } from './rules/whole.ts';
import { checkPrometheus } from './rules/prometheus.ts';
import { readShapes } from './shapes.ts';
import { takeSnapshot } from './snapshot.ts';

/** How large a design may be. */
export interface DesignLimits {
  hostsMax: number;
  /** Entries of upstreams and of backends, those of backends once for each HAProxy. */
  serversMax: number;
  /** Problems that are told at once. */
  problemsMax: number;
}

/** Limits of a graded design. */
export const GRADED_DESIGN: DesignLimits = { hostsMax: 64, serversMax: 1000, problemsMax: 20 };

/** Levels, values and entries that are looked at: a design of 1,000 servers has about 25,000 values on 8 levels. */
const SNAPSHOT_LIMITS = { depthMax: 16, valuesMax: 60_000, entriesMax: 20_000 };

/** A design, or what is wrong with it. */
export type Validation = { infrastructure: Infrastructure; problems: [] } | { infrastructure: null; problems: Problem[] };

const CHECKS = [checkProcessNames, checkHaproxy, checkNginx, checkApps, checkMariadb, checkKeepalived, checkNetwork, checkPrometheus, checkPorts];

/** What the parts of a design say of each other. Where the schema found something, only names are checked: the rest would speak of holes. */
function relations(design: Infrastructure, snapshot: unknown, isComplete: boolean, limits: DesignLimits): Problem[] {
  const servers = countServers(design);
  if (servers > limits.serversMax) {
    const path = design.haproxy === undefined ? ['nginx'] : ['haproxy', 'backends'];
    return [{ code: 'too-many', path, data: { what: 'servers', value: servers, max: limits.serversMax } }];
  }
  const findings = new Findings(namesOf(snapshot));
  for (const check of CHECKS) check(design, findings);
  return isComplete ? findings.problems : findings.problems.filter((problem) => problem.code === 'unknown-name' || problem.code === 'duplicate');
}

/**
 * Checks what a learner's program returned: shapes, words, ranges, references, and what the daemons refuse. Any value is fine, hostile ones too;
 * work is bounded by counts. Problems come in the order of the design, all at once, at most 20.
 */
export function validate(value: unknown, limits: DesignLimits = GRADED_DESIGN): Validation {
  const copy = takeSnapshot(value, SNAPSHOT_LIMITS);
  if ('problem' in copy) return { infrastructure: null, problems: [copy.problem] };
  const spare = takeSnapshot(copy.value, SNAPSHOT_LIMITS) as { value: unknown };
  const { infrastructure, problems } = readShapes(spare.value, designSchema(limits.hostsMax));
  if (infrastructure !== null) problems.push(...relations(infrastructure, copy.value, problems.length === 0, limits));
  if (infrastructure !== null && problems.length === 0) return { infrastructure, problems: [] };
  return { infrastructure: null, problems: inDesignOrder(problems, copy.value).slice(0, limits.problemsMax) };
}

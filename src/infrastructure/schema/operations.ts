import { duration, fields, flag, number, oneOf, optional, whole } from './forms.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Schema of `ClientPolicy`. */
export const clientPolicySchema = fields({
  timeout: duration(),
  maxAttempts: whole(1, 100),
  backoff: optional(fields({ base: duration(), cap: duration(), jitter: oneOf('none', 'full') })),
  retryBudget: optional(number(0, 1)),
});

/** Schema of `DeployPlan`. */
export const deployPlanSchema = fields({ strategy: oneOf('rolling', 'all-at-once'), batch: whole(1, 1000), drain: duration(0), waitForHealthy: flag });

/** Schema of `BackupPlan`. */
export const backupPlanSchema = fields({
  kind: oneOf('logical', 'physical'),
  every: duration(MINUTE_MS, 365 * DAY_MS),
  binlogArchive: optional(duration(1000, 365 * DAY_MS)),
  target: oneOf('same-host', 'other-zone', 'other-region'),
  restoreTestEvery: optional(duration(60 * MINUTE_MS, 3650 * DAY_MS)),
});

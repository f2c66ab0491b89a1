import type { Attempt } from '../../records/history.ts';
import type { FinishedRun } from '../workspace-state.ts';

/** What is kept of a run that has come to its end. */
export function attemptOf({ number, report, source }: Pick<FinishedRun, 'number' | 'report' | 'source'>): Attempt {
  const holds = report.checks.filter(({ status }) => status === 'pass').length;
  return { run: number, passed: report.status === 'pass', holds, checks: report.checks.length, costUnits: report.tradeOff?.costUnits ?? null, p99Ms: report.tradeOff?.p99Ms ?? null, writesAtRisk: report.tradeOff?.maxAckedWritesAtRisk ?? null, source };
}

import type { Verdict } from './grading.ts';

/** How a model did, check by check. */
export interface Judged { status: Verdict['status']; checks: readonly { id: string; status: 'pass' | 'fail'; measured: number | null }[] }

/** The verdict as it is kept. */
export function verdictFrom({ status, checks }: Judged): Verdict {
  return { status, points: pointsOf(status, checks), checks: JSON.stringify(checks.map(({ id, status: held, measured }) => ({ id, status: held, measured }))) };
}

function pointsOf(status: Verdict['status'], checks: Judged['checks']): number {
  if (status === 'pass') return 100;
  const held = checks.filter((one) => one.status === 'pass').length;
  return checks.length === 0 ? 0 : Math.min(99, Math.floor((100 * held) / checks.length));
}

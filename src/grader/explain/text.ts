import type { Explanation, ExplainedCheck, ExplainedProblem } from './explain.ts';

/** An explanation as plain text of lines, for a terminal; ends with a line break. `more` are lines that stand under a check, by its id. */
export function renderText(explanation: Explanation, more: ReadonlyMap<string, readonly string[]> = new Map()): string {
  const parts = [
    explanation.headline,
    ...explanation.problems.map(problemText),
    ...(explanation.diagnosis === null ? [] : [explanation.diagnosis]),
    ...explanation.checks.map((check) => checkText(check, more.get(check.id) ?? [])),
  ];
  return `${parts.join('\n\n')}\n`;
}

function problemText({ message, advice, place }: ExplainedProblem): string {
  return `${place === null ? '' : `Line ${place.line}: `}${message}${advice === null ? '' : `\n  ${advice}`}`;
}

function checkText(check: ExplainedCheck, more: readonly string[]): string {
  const lines = [`${check.status === 'pass' ? 'holds  ' : 'FAILS  '} ${check.title}: ${check.measured} (${check.limit})`];
  if (check.status === 'fail') {
    const place = check.place === null ? null : `Line ${check.place.line} of the design.`;
    for (const line of [check.what, check.where, check.why, check.limitReason, check.lookAt, place, ...more]) if (line !== null) lines.push(`         ${line}`);
  }
  return lines.join('\n');
}

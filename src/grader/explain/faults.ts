import type { Fault } from '../../simulation/index.ts';
import { formatNumber } from './numbers.ts';

/** A moment in as few digits as it has: `60 s`, `61.5 s`. */
export function formatSeconds(ms: number): string {
  return `${formatNumber(ms / 1000, 1)} s`;
}

/** What one fault does and when, without a full stop: "Kill `lb-1` at 60 s", "`web-2` hangs from 60 s on". Ends after the run are not told. */
export function describeFault(fault: Fault, durationMs: number): string {
  const at = formatSeconds(fault.atMs);
  const until = fault.untilMs === null || fault.untilMs >= durationMs ? null : formatSeconds(fault.untilMs);
  const back = `at ${at}${until === null ? '' : `, until ${until}`}`;
  const during = `from ${at} ${until === null ? 'on' : `to ${until}`}`;
  switch (fault.kind) {
    case 'host-loss': return `Lose host ${name(fault.host)} ${back}`;
    case 'machine-loss': return `Lose machine ${name(fault.machine)} ${back}`;
    case 'zone-loss': return `Lose zone ${name(fault.zone)} ${back}`;
    case 'process-crash': return `Kill ${name(fault.target)} ${back}`;
    case 'process-pause': return `${name(fault.target)} hangs ${during}`;
    case 'slow': return `${name(fault.target)} works at ${formatNumber(fault.speed * 100, 1)} % of its speed ${during}`;
    case 'bad-answers': return `${name(fault.target)} ${badAnswer(fault.answer)} ${during}`;
    case 'partition': return `${fault.oneWay ? `Nothing from ${name(fault.from)} reaches ${name(fault.to)}` : `${name(fault.from)} and ${name(fault.to)} do not reach each other`} ${during}`;
    case 'load-spike': return `The load is ${formatNumber(fault.factor, 2)} times as high ${during}`;
  }
}

/** All faults of a run in one line: "Without any fault", or one after the other. */
export function describeFaults(faults: readonly Fault[], durationMs: number): string {
  if (faults.length === 0) return 'Without any fault';
  return [...faults].sort((a, b) => a.atMs - b.atMs).map((fault) => describeFault(fault, durationMs)).join('; ');
}

function badAnswer(answer: Extract<Fault, { kind: 'bad-answers' }>['answer']): string {
  switch (answer) {
    case 'closes': return 'closes the connection without an answer';
    case 'resets': return 'resets the connection without an answer';
    case 'cuts': return 'breaks off in the middle of its answers';
    case 'stalls': return 'falls silent in the middle of its answers';
    default: return `answers with status ${answer}`;
  }
}

function name(text: string): string {
  return `\`${text}\``;
}

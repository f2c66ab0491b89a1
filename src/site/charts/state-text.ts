// The state of a run at a moment in words: one sentence for all of it, and short texts for each part.
import { formatMoment, formatNumber, plural } from '../../grader/explain/numbers.ts';
import { faultText } from '../../grader/explain/fault-text.ts';
import type { PartState, PartTone, RunState } from './state-at.ts';

/** The words of the visual language. */
export const TONE_WORDS: { readonly [tone in PartTone]: string } = { ok: 'served', deg: 'degraded', down: 'down', idle: 'idle' };

/** What happens at the moment: faults, owners of addresses, servers out, the primary, failures in this second. Without the time. */
export function momentText({ faults, parts, requests, failed, changes }: RunState): string {
  const addresses = parts.filter(({ node }) => node.kind === 'virtual-address');
  const out = parts.filter(({ outOf }) => outOf.length > 0);
  return [
    ...faults.map((fault) => faultText({ at: fault.at, about: fault.kind })),
    ...addresses.map(({ node, holds }) => `${listed(holds, 'nobody')} ${holds.length > 1 ? 'hold' : 'holds'} ${addresses.length > 1 ? node.name : 'the address'}`),
    ...(out.length === 0 ? [] : [`${listed(out.map(({ node }) => node.name), '')} ${out.length > 1 ? 'are' : 'is'} taken out`]),
    ...(changes.promoted === null ? [] : [`${changes.promoted} is the primary`]),
    failuresText(requests, failed),
  ].join('; ');
}

function failuresText(requests: number, failed: number): string {
  if (requests === 0) return 'no request in this second';
  if (failed === 0) return `all ${plural(requests, 'request')} of this second are answered`;
  return `${formatNumber(failed, 0)} of ${plural(requests, 'request')} in this second ${failed === 1 ? 'fails' : 'fail'}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[], none: string): string {
  if (names.length <= 1) return names[0] ?? none;
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** Why a part is degraded or down, in a few words; empty: it is neither. */
export function reasonText({ reason, faults, failed, sent, lagMs, holds }: PartState): string {
  switch (reason) {
    case null: return '';
    case 'taken-out': return 'taken out';
    case 'unowned': return 'nobody holds it';
    case 'two-owners': return `${listed(holds, '')} hold it`;
    case 'failing': return `${formatNumber(failed, 0)} of ${formatNumber(sent, 0)} fail`;
    case 'behind': return `${formatMoment(lagMs ?? 0)} behind`;
    default: return faultText({ at: '', about: faults.find(({ kind }) => kind === reason)?.kind ?? reason });
  }
}

/** The state in texts of falling length, for where there is little room; the first is the whole of it. */
export function stateTexts(part: PartState): string[] {
  const { node, tone, busyPct, waiting, holds } = part;
  const word = TONE_WORDS[tone];
  const reason = reasonText(part);
  if (reason !== '') return [`${word}: ${reason}`, reason, ...(reason.includes('silent') ? [`${word}: silent`] : []), word];
  if (node.kind === 'virtual-address') return [`${word}: ${listed(holds, 'nobody')} ${holds.length > 1 ? 'hold' : 'holds'} it`, `at ${listed(holds, 'nobody')}`, word];
  if (busyPct === null) return holds.length > 0 ? [`${word}, holds the address`, 'has the address', word] : [word];
  const busy = `${formatNumber(busyPct, 0)} %`;
  const queue = waiting === 0 ? '' : `, ${formatNumber(waiting, 0)} wait`;
  if (tone === 'idle') return [word];
  return [`${word}, ${busy} busy${queue}`, `${word}, ${busy}${queue}`, ...(queue === '' ? [`${word} ${busy}`] : [`${busy}${queue}`, `${formatNumber(waiting, 0)} wait`]), word];
}

/** What a database node has of the writes, in texts of falling length; empty for everything else. */
export function replicationTexts({ role, lagMs, behind, position }: PartState): string[] {
  if (role === null) return [];
  if (role !== 'replica') return [...(position === null ? [] : [`${role}, ${plural(position, 'write')}`]), role, ...(role === 'former primary' ? ['was primary'] : [])];
  if ((behind ?? 0) === 0 && (lagMs ?? 0) === 0) return ['replica, has all writes', 'replica, has all', 'replica'];
  const lag = lagMs === null ? '' : lagMs < 1000 ? `${formatNumber(lagMs, 0)} ms` : formatMoment(lagMs);
  if (behind === null) return [`replica, ${lag} behind`, `${lag} behind`];
  const writes = plural(behind, 'write');
  return [...(lag === '' ? [] : [`replica, ${writes} or ${lag} behind`]), `replica, ${writes} behind`, `${writes} behind`, `${formatNumber(behind, 0)} behind`];
}

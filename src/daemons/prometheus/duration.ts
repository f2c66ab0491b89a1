// Durations as Prometheus reads them (model.ParseDuration): units in falling order, each at most once.
import type { Remark } from '../text.ts';
import { quoted } from '../text.ts';
import type { Tree } from './yaml.ts';

const UNITS = [['y', 31_536_000_000], ['w', 604_800_000], ['d', 86_400_000], ['h', 3_600_000], ['m', 60_000], ['s', 1000], ['ms', 1]] as const;
const DURATION = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
/** The longest that Prometheus takes is about 292 years; this one keeps sums exact. */
const LONGEST_MS = 36_500 * 86_400_000;

/** Milliseconds of a duration such as `15s` or `1h30m`; null for any other text. `0` needs no unit. */
export function parsePrometheusDuration(text: string): number | null {
  if (text === '0') return 0;
  const match = text === '' || text.length > 100 ? null : DURATION.exec(text);
  if (match === null) return null;
  const ms = UNITS.reduce((sum, [, unit], i) => sum + Number(match[i + 1] ?? 0) * unit, 0);
  return ms <= LONGEST_MS ? ms : null;
}

/** Milliseconds of a value in a file; null, with an `invalid` remark, where it is no duration. */
export function durationOf(tree: Tree, name: string, remark: Remark): number | null {
  const ms = tree.kind === 'scalar' ? parsePrometheusDuration(tree.text) : null;
  if (ms === null) remark(tree.line, 'invalid', `${name} ${tree.kind === 'scalar' ? quoted(tree.text) : ''} is no duration such as 15s or 1m30s.`);
  return ms;
}

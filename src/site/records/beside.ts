// A design kept beside the learner's own draft of an exercise: it came from a file or a link, and nothing has decided between the two.
import { fieldsOf } from './record.ts';

const ORIGINS = ['import', 'share', 'class', 'package'] as const;

/** The design that lies beside a draft, under `beside:<exercise>`. */
export interface Beside {
  format: 1;
  exercise: string;
  source: string;
  /** A file of saved work, a link that somebody shared, what was handed in to a class from another computer, or the older of two designs that a learning system and this computer had. */
  from: (typeof ORIGINS)[number];
  /** When it came, wall clock, milliseconds since 1970; only shown. */
  atMs: number;
}

/** The design as text. */
export const encodeBeside = (beside: Beside): string => JSON.stringify(beside);

/** A stored design; null for anything that is none. */
export function decodeBeside(text: string | null): Beside | null {
  const fields = fieldsOf(text);
  if (fields === null) return null;
  const { exercise, source, from, atMs } = fields;
  const origin = ORIGINS.find((one) => one === from);
  if (typeof exercise !== 'string' || typeof source !== 'string' || origin === undefined || typeof atMs !== 'number' || !(atMs >= 0)) return null;
  return { format: 1, exercise, source, from: origin, atMs };
}

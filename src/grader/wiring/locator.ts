import type { FieldPath } from '../../infrastructure/index.ts';
import { locate } from '../source/locate.ts';
import type { ParsedSource } from '../source/parse.ts';
import type { SourcePlace } from '../source/place.ts';

/** Where a field of the design stands in the file. */
export type Locator = (path: FieldPath) => SourcePlace | null;

/** `locate` for one file, which looks for each field once. */
export function locatorOf(parsed: ParsedSource): Locator {
  const known = new Map<string, SourcePlace | null>();
  return (path) => {
    const key = JSON.stringify(path);
    const place = known.has(key) ? known.get(key)! : locate(parsed, path);
    known.set(key, place);
    return place;
  };
}

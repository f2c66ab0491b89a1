// Neighbours of a value: what somebody could have written instead.
import { formatDuration, parseDuration, validate } from '../../../infrastructure/index.ts';
import { changed, type Place } from './paths.ts';
import { namesFor } from './references.ts';

/** A text that no field of choices allows. */
const UNKNOWN_WORD = '?';
/** What stands for a form that a field allows beside its words. */
const FORMS: { [form: string]: unknown } = { '{ random: … }': { random: 2 } };

/** Everything that is tried in place of a value, without the value itself. */
export function neighboursOf(design: unknown, place: Place): unknown[] {
  const { value } = place;
  const neighbours = [...(namesFor(design, place) ?? []), ...choicesAt(design, place), ...labelsLike(design, place)];
  if (typeof value === 'boolean') neighbours.push(!value);
  if (typeof value === 'number') neighbours.push(Math.floor(value / 2), value * 2, 0, 1);
  const ms = typeof value === 'string' ? parseDuration(value) : null;
  if (ms !== null) neighbours.push(formatDuration(Math.floor(ms / 2)), formatDuration(ms * 10));
  return neighbours.filter((one, at) => JSON.stringify(one) !== JSON.stringify(value) && neighbours.indexOf(one) === at);
}

/** The words that the vocabulary allows at a place: validation names them when it meets an unknown one. */
function choicesAt(design: unknown, { path }: Place): unknown[] {
  const { problems } = validate(changed(design, path, UNKNOWN_WORD));
  const problem = problems.find((one) => one.code === 'not-allowed' && JSON.stringify(one.path) === JSON.stringify(path));
  const allowed = (problem?.data['allowed'] ?? []) as (string | number)[];
  return allowed.flatMap((one) => (typeof one === 'string' && one.startsWith('{') ? (FORMS[one] === undefined ? [] : [FORMS[one]]) : [one]));
}

/** Machines and zones are made by naming them: the others of the design. */
function labelsLike(design: unknown, { path }: Place): unknown[] {
  const field = path.at(-1);
  if (path[0] !== 'hosts' || path.length !== 3 || (field !== 'machine' && field !== 'zone')) return [];
  const { hosts } = design as { hosts: { [name: string]: { [field: string]: unknown } } };
  return Object.values(hosts).flatMap((host) => (host[field] === undefined ? [] : [host[field]]));
}

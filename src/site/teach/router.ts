// Where one is, as what stands after # of the address: back, forward, reload and links to a place all work.

/** A part of a cohort's page. */
export type CohortPart = 'roster' | 'joining' | 'modules' | 'regrades' | 'staff' | 'log';

/** A place of the instructor's pages. */
export type Place =
  | { kind: 'setup'; token: string }
  | { kind: 'invitation'; token: string }
  | { kind: 'cohorts' }
  | { kind: 'new' }
  | { kind: 'account' }
  | { kind: 'cohort'; cohort: string; part: CohortPart }
  | { kind: 'learner'; cohort: string; learner: string; exercise: string | null }
  | { kind: 'submission'; submission: string }
  | { kind: 'regrade'; cohort: string; regrade: string }
  | { kind: 'nowhere' };

const PARTS: readonly CohortPart[] = ['joining', 'modules', 'regrades', 'staff', 'log'];

/** The place of a fragment, with or without its #. */
export function placeOf(fragment: string): Place {
  const text = fragment.replace(/^#/, '');
  const link = /^(setup|invitation)=(.+)$/.exec(text);
  if (link !== null) return { kind: link[1] as 'setup' | 'invitation', token: link[2]! };
  const [first = '', id = '', part = '', inner = '', ...more] = decoded(text.replace(/^\//, ''));
  if (first === '') return { kind: 'cohorts' };
  if ((first === 'new' || first === 'account') && id === '') return { kind: first };
  if (first === 'submission' && id !== '' && part === '') return { kind: 'submission', submission: id };
  if (first !== 'cohort' || id === '') return { kind: 'nowhere' };
  if (part === '') return { kind: 'cohort', cohort: id, part: 'roster' };
  if (part === 'learner' && inner !== '') return { kind: 'learner', cohort: id, learner: inner, exercise: more[0] ?? null };
  if (part === 'regrade' && inner !== '') return { kind: 'regrade', cohort: id, regrade: inner };
  const known = PARTS.find((one) => one === part);
  return known === undefined || inner !== '' ? { kind: 'nowhere' } : { kind: 'cohort', cohort: id, part: known };
}

/** The link to a place. A token belongs into no link, so a place with one is the beginning. */
export function hrefOf(place: Place): string {
  switch (place.kind) {
    case 'new': return '#/new';
    case 'account': return '#/account';
    case 'cohort': return fragment('cohort', place.cohort, ...(place.part === 'roster' ? [] : [place.part]));
    case 'learner': return fragment('cohort', place.cohort, 'learner', place.learner, ...(place.exercise === null ? [] : [place.exercise]));
    case 'submission': return fragment('submission', place.submission);
    case 'regrade': return fragment('cohort', place.cohort, 'regrade', place.regrade);
    default: return '#/';
  }
}

const fragment = (...parts: string[]): string => `#/${parts.map(encodeURIComponent).join('/')}`;

function decoded(path: string): string[] {
  try {
    return path.split('/').map(decodeURIComponent);
  } catch {
    return ['%'];
  }
}

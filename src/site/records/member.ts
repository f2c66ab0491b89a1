// Who works on this computer for a class: remembered so that runs are kept for the right learner while the server is away or the session has ended.
import { fieldsOf } from './record.ts';

/** A learner of a class. */
export interface Member {
  format: 1;
  /** Id of the learner. */
  learner: string;
  pseudonym: string;
  /** Name of the class. */
  cohort: string;
}

/** Key of the one record. */
export const MEMBER_KEY = 'class:me';

/** Stands there while somebody else comes in or goes: other tabs then send nothing until it is decided. */
export const MEMBER_CHANGES = '{"format":1,"changes":true}';

/** The learner as text. */
export const encodeMember = (member: Member): string => JSON.stringify(member);

/** A stored learner; null for anything that is none. */
export function decodeMember(text: string | null): Member | null {
  const { learner, pseudonym, cohort } = fieldsOf(text) ?? {};
  return typeof learner === 'string' && typeof pseudonym === 'string' && typeof cohort === 'string' ? { format: 1, learner, pseudonym, cohort } : null;
}

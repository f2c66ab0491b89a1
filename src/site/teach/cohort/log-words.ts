// The log in words.
import { momentText } from '../../class/dates.ts';

/** Actions whose names in the log are not what the pages call them. */
const ACTIONS: { readonly [action: string]: string } = {
  'override.given': 'points by hand given', 'override.taken-back': 'points by hand taken back', 'join-code.turned': 'join code made', 'join-code.closed': 'joining closed', 'recovery-code.reset': 'new recovery code',
  'cohort.removed': 'cohort deleted', 'learner.removed': 'learner deleted', 'staff.set': 'role given', 'staff.removed': 'taken off the staff', 'instructor.joined': 'account made by invitation',
};

/** An action: `extension.given` becomes "extension given". */
export const actionText = (action: string): string => ACTIONS[action] ?? action.replaceAll(/[.\-_]/g, ' ');

/** A detail, its moments and the ids of exercises and modules in words. */
export const detailText = (detail: string, nowMs: number, titleOf: (id: string) => string = (id) => id): string =>
  detail.replaceAll(/\b\d{13}\b|^[a-z][a-z0-9-]+(?= |$)/g, (text) => (/^\d/.test(text) ? momentText(Number(text), nowMs) : titleOf(text)));

// SCORM 2004 4th edition, from "SCORM Run-Time Environment", version 1.1 of the 4th edition, sections 3.1 and 4.2.
import { form, StrictSystem, type ElementRule, type Habits, type Standard } from './strict-api.ts';

const [TYPE, RANGE] = ['406', '407'];
const real = (min: number, max: number) => (value: string): string | null => (!/^-?\d+(\.\d{1,7})?$/.test(value) ? TYPE : Number(value) < min || Number(value) > max ? RANGE : null);
const text = (max: number) => form(new RegExp(`^[\\s\\S]{0,${max}}$`), TYPE);

const standing = (name: string): ElementRule[] => [
  { name: `${name}.score.scaled`, access: 'both', check: real(-1, 1) },
  { name: `${name}.score.raw`, access: 'both', check: real(-Infinity, Infinity) },
  { name: `${name}.score.min`, access: 'both', check: real(-Infinity, Infinity) },
  { name: `${name}.score.max`, access: 'both', check: real(-Infinity, Infinity) },
  { name: `${name}.success_status`, access: 'both', check: form(/^(passed|failed|unknown)$/, TYPE), initial: 'unknown' },
  { name: `${name}.completion_status`, access: 'both', check: form(/^(completed|incomplete|not attempted|unknown)$/, TYPE), initial: 'unknown' },
  { name: `${name}.progress_measure`, access: 'both', check: real(0, 1) },
];

const ELEMENTS: ElementRule[] = [
  { name: 'cmi.learner_id', access: 'read', initial: 'learner-7' },
  { name: 'cmi.learner_name', access: 'read', initial: 'Hopper, Grace' },
  { name: 'cmi.location', access: 'both', check: text(1000) },
  { name: 'cmi.credit', access: 'read', initial: 'credit' },
  { name: 'cmi.mode', access: 'read', initial: 'normal' },
  { name: 'cmi.entry', access: 'read', initial: 'ab-initio' },
  { name: 'cmi.exit', access: 'write', check: form(/^(time-out|suspend|logout|normal|)$/, TYPE) },
  { name: 'cmi.session_time', access: 'write', check: form(/^P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/, TYPE) },
  { name: 'cmi.total_time', access: 'read', initial: 'PT0S' },
  { name: 'cmi.suspend_data', access: 'both', check: text(64_000) },
  ...standing('cmi'),
  { name: 'cmi.objectives.#.id', access: 'both', check: form(/^[\x21-\x7e]{1,4000}$/, TYPE) },
  { name: 'cmi.objectives.#.description', access: 'both', check: text(250) },
  ...standing('cmi.objectives.#'),
];

const STANDARD: Standard = {
  words: { initialize: 'Initialize', terminate: 'Terminate', get: 'GetValue', set: 'SetValue', commit: 'Commit', lastError: 'GetLastError', errorString: 'GetErrorString', diagnostic: 'GetDiagnostic' },
  codes: {
    argument: '201', general: '101', initializedTwice: '103', initializedAfterEnd: '104', endBefore: '112', endAfter: '113', getBefore: '122', getAfter: '123', setBefore: '132', setAfter: '133', commitBefore: '142', commitAfter: '143', commitFailed: '391',
    unknown: '401', unsupported: '402', readOnly: '404', writeOnly: '405', noValue: '403', outOfOrder: '351', noId: '408', sameId: '351',
  },
  texts: { 0: 'No error', 101: 'General exception', 103: 'Already initialized', 104: 'Content instance terminated', 391: 'General commit failure', 401: 'Undefined data model element', 402: 'Data model element not supported', 403: 'Data model element value not initialized', 406: 'Data model element type mismatch', 407: 'Data model element value out of range' },
  elements: ELEMENTS,
  rowId: 'id',
};

/** A strict learning system of SCORM 2004. */
export const strict2004 = (habits?: Habits): StrictSystem => new StrictSystem(STANDARD, habits);

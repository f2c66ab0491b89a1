// SCORM 1.2, from "The SCORM Run-Time Environment", version 1.2, sections 3.3 and 3.4.
import { form, StrictSystem, type ElementRule, type Habits, type Standard } from './strict-api.ts';

const TYPE = '405';
const decimal = (value: string): string | null => (value === '' || (/^-?\d+(\.\d+)?$/.test(value) && Number(value) >= 0 && Number(value) <= 100) ? null : TYPE);
const text = (max: number) => form(new RegExp(`^[\\s\\S]{0,${max}}$`), TYPE);
const status = form(/^(passed|completed|failed|incomplete|browsed)$/, TYPE);

const score = (name: string): ElementRule[] => [
  { name: `${name}.raw`, access: 'both', check: decimal },
  { name: `${name}.min`, access: 'both', check: decimal },
  { name: `${name}.max`, access: 'both', check: decimal },
];

const ELEMENTS: ElementRule[] = [
  { name: 'cmi.core.student_id', access: 'read', initial: 'learner-7' },
  { name: 'cmi.core.student_name', access: 'read', initial: 'Hopper, Grace' },
  { name: 'cmi.core.lesson_location', access: 'both', check: text(255) },
  { name: 'cmi.core.credit', access: 'read', initial: 'credit' },
  { name: 'cmi.core.lesson_status', access: 'both', check: status, initial: 'not attempted' },
  { name: 'cmi.core.entry', access: 'read', initial: 'ab-initio' },
  ...score('cmi.core.score'),
  { name: 'cmi.core.total_time', access: 'read', initial: '0000:00:00.00' },
  { name: 'cmi.core.lesson_mode', access: 'read', initial: 'normal' },
  { name: 'cmi.core.exit', access: 'write', check: form(/^(time-out|suspend|logout|)$/, TYPE) },
  { name: 'cmi.core.session_time', access: 'write', check: form(/^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/, TYPE) },
  { name: 'cmi.suspend_data', access: 'both', check: text(4096) },
  { name: 'cmi.launch_data', access: 'read', initial: '' },
  { name: 'cmi.comments', access: 'both', check: text(4096) },
  { name: 'cmi.objectives.#.id', access: 'both', check: form(/^[\x21-\x7e]{1,255}$/, TYPE) },
  ...score('cmi.objectives.#.score'),
  { name: 'cmi.objectives.#.status', access: 'both', check: form(/^(passed|completed|failed|incomplete|browsed|not attempted)$/, TYPE) },
];

const STANDARD: Standard = {
  words: { initialize: 'LMSInitialize', terminate: 'LMSFinish', get: 'LMSGetValue', set: 'LMSSetValue', commit: 'LMSCommit', lastError: 'LMSGetLastError', errorString: 'LMSGetErrorString', diagnostic: 'LMSGetDiagnostic' },
  codes: {
    argument: '201', general: '101', initializedTwice: '101', initializedAfterEnd: '101', endBefore: '301', endAfter: '301', getBefore: '301', getAfter: '301', setBefore: '301', setAfter: '301', commitBefore: '301', commitAfter: '301', commitFailed: '101',
    unknown: '201', unsupported: '401', readOnly: '403', writeOnly: '404', noValue: '0', outOfOrder: '201', noId: '0', sameId: '0',
  },
  texts: { 0: 'No error', 101: 'General exception', 201: 'Invalid argument error', 301: 'Not initialized', 401: 'Element not supported', 403: 'Element is read only', 404: 'Element is write only', 405: 'Incorrect data type' },
  elements: ELEMENTS,
  rowId: null,
};

/** A strict learning system of SCORM 1.2. */
export const strict12 = (habits?: Habits): StrictSystem => new StrictSystem(STANDARD, habits);

// SCORM 2004 4th edition: how far and how well apart, a share of it all, time as PT…H…M…S.
import { higherNumber, higherWord, isScored, type Dialect, type Held, type Mark } from './dialect.ts';

const COMPLETION = ['unknown', 'not attempted', 'incomplete', 'completed'];
/** Longest description of an objective that every system takes, characters. */
const DESCRIPTION_MAX = 250;
const SUCCESS = ['unknown', 'failed', 'passed'];

/** SCORM 2004. */
export const SCORM_2004: Dialect = {
  name: 'SCORM 2004',
  apiName: 'API_1484_11',
  words: { initialize: 'Initialize', terminate: 'Terminate', get: 'GetValue', set: 'SetValue', commit: 'Commit', lastError: 'GetLastError', errorString: 'GetErrorString', diagnostic: 'GetDiagnostic' },
  stateCharsMax: 64_000,
  elements: { learner: 'cmi.learner_id', learnerName: 'cmi.learner_name', mode: 'cmi.mode', credit: 'cmi.credit', exit: 'cmi.exit', time: 'cmi.session_time' },
  duration(seconds) {
    const hundredths = Math.round(Math.max(0, seconds) * 100);
    return `PT${Math.floor(hundredths / 360_000)}H${Math.floor(hundredths / 6000) % 60}M${(hundredths % 6000) / 100}S`;
  },
  marks: (standing, held) => [
    { element: 'cmi.completion_status', value: higherWord(COMPLETION, held('cmi.completion_status'), standing.isComplete ? 'completed' : 'incomplete'), isNeeded: true },
    ...success('cmi', standing.isPassed === true, true, held),
    { element: 'cmi.progress_measure', value: higherNumber(held('cmi.progress_measure'), standing.progress), isNeeded: false },
    ...(isScored(standing) ? score('cmi.score', standing.scorePct, true, held) : []),
  ],
  objective: (exercise, row, held) => [
    { element: `${row}.description`, value: exercise.title.slice(0, DESCRIPTION_MAX), isNeeded: false },
    ...score(`${row}.score`, exercise.points, false, held),
    ...success(row, exercise.isProved, false, held),
    { element: `${row}.completion_status`, value: higherWord(COMPLETION, held(`${row}.completion_status`), exercise.isProved ? 'completed' : 'incomplete'), isNeeded: false },
  ],
};

/** Only a pass is said: who has not passed yet has not failed. */
const success = (element: string, isPassed: boolean, isNeeded: boolean, held: Held): Mark[] =>
  isPassed ? [{ element: `${element}.success_status`, value: higherWord(SUCCESS, held(`${element}.success_status`), 'passed'), isNeeded }] : [];

const score = (element: string, points: number, isNeeded: boolean, held: Held): Mark[] => [
  { element: `${element}.min`, value: '0', isNeeded: false },
  { element: `${element}.max`, value: '100', isNeeded: false },
  { element: `${element}.raw`, value: higherNumber(held(`${element}.raw`), points), isNeeded },
  { element: `${element}.scaled`, value: higherNumber(held(`${element}.scaled`), points / 100), isNeeded },
];

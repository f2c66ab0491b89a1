// SCORM 1.2: one word says both how far and how well, time as HHHH:MM:SS.SS.
import { higherNumber, higherWord, isScored, type Dialect, type Mark } from './dialect.ts';

/**
 * What `lesson_status` may say, from nothing to all. A system that judges by a score of its own may have said `failed`: that is more than `incomplete`, so it
 * stands until the part is done.
 */
const STATUS = ['not attempted', 'browsed', 'incomplete', 'failed', 'completed', 'passed'];

const HOURS_MAX = 9999;

/** SCORM 1.2. */
export const SCORM_1_2: Dialect = {
  name: 'SCORM 1.2',
  apiName: 'API',
  words: { initialize: 'LMSInitialize', terminate: 'LMSFinish', get: 'LMSGetValue', set: 'LMSSetValue', commit: 'LMSCommit', lastError: 'LMSGetLastError', errorString: 'LMSGetErrorString', diagnostic: 'LMSGetDiagnostic' },
  stateCharsMax: 4096,
  elements: { learner: 'cmi.core.student_id', learnerName: 'cmi.core.student_name', mode: 'cmi.core.lesson_mode', credit: 'cmi.core.credit', exit: 'cmi.core.exit', time: 'cmi.core.session_time' },
  duration(seconds) {
    const hundredths = Math.min(Math.round(Math.max(0, seconds) * 100), HOURS_MAX * 360_000);
    const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
    return `${String(Math.floor(hundredths / 360_000)).padStart(4, '0')}:${two((hundredths / 6000) % 60)}:${two((hundredths / 100) % 60)}.${two(hundredths % 100)}`;
  },
  // The one word means the end of the course to a system, so it waits until every lesson is read, too.
  marks: (standing, held) => [
    { element: 'cmi.core.lesson_status', value: higherWord(STATUS, held('cmi.core.lesson_status'), !standing.isComplete ? 'incomplete' : standing.isPassed === null ? 'completed' : 'passed'), isNeeded: true },
    ...(isScored(standing) ? score('cmi.core.score', standing.scorePct, true, held(`cmi.core.score.raw`)) : []),
  ],
  objective: (exercise, row, held) => [
    ...score(`${row}.score`, exercise.points, false, held(`${row}.score.raw`)),
    { element: `${row}.status`, value: higherWord(STATUS, held(`${row}.status`), exercise.isProved ? 'passed' : 'incomplete'), isNeeded: false },
  ],
};

const score = (element: string, points: number, isNeeded: boolean, held: string): Mark[] => [
  { element: `${element}.min`, value: '0', isNeeded: false },
  { element: `${element}.max`, value: '100', isNeeded: false },
  { element: `${element}.raw`, value: higherNumber(held, points), isNeeded },
];

/** Hard limits from outside on a grader process, and when it is replaced. */
export interface Bounds {
  /** Milliseconds without a word while it simulates. The learner's code gets less: see `Patience`. */
  silentMs: number;
  /** Milliseconds for a whole submission, the start of a process included. */
  wholeMs: number;
  /** Megabytes of JavaScript heap. */
  heapMb: number;
  /** Megabytes of memory in all, beyond which it is ended at once; looked at while it works, where the system tells it. */
  residentMb: number;
  /** Megabytes after a submission beyond which it is replaced. */
  keptMb: number;
  /** Submissions after which it is replaced. */
  submissions: number;
  /** Characters of a word. The longest that is true has an exercise's checks. */
  word: number;
}

/** For the exercises of a course: the heaviest takes a second and 200 MB. */
export const BOUNDS: Bounds = { silentMs: 20_000, wholeMs: 45_000, heapMb: 256, residentMb: 768, keptMb: 400, submissions: 500, word: 64 * 1024 };

/** Graders that a submission may end before it is given up. One that ended by itself may have been ended by anybody. */
export const gradersMost = (code: string): number => (code === 'worker-failed' ? 3 : 2);

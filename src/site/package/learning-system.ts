// What the launch page of a package asks of a learning system, whatever its standard. An adapter each in scorm/ and cmi5/.

/** A learning system of one standard. */
export interface LearningSystem {
  /** For people: `SCORM 1.2`, `SCORM 2004`, `cmi5`. */
  readonly name: string;
  /** Begins the attempt. Rejects with a `LaunchProblem` when there is no learning system or it refuses. */
  begin(): Promise<Attempt>;
  /** Hands everything over and asks the system to store it. Rejects with a `CommitProblem`; may be called again with the same or newer, but never twice at once. */
  commit(standing: Standing): Promise<void>;
  /** The page will perhaps go in a moment: what could arrive after the end is handed over now. Waits for nothing, and never throws. Only where requests may change places on their way. */
  leaving?(standing: Standing): void;
  /** The page goes: the last standing, the time, and the end of the session, as far as a leaving page can. Never throws; called once at most. */
  end(standing: Standing): void;
}

/** One visit of a learner. */
export interface Attempt {
  /** Stable for this learner in this system; only ever hashed. */
  readonly learner: string;
  /** `Standing.state` of the last commit; null: the first time. */
  readonly state: string | null;
  /** Characters of state that the system keeps. */
  readonly stateCharsMax: number;
  /** False where the system wants no marks from this visit: it is for looking only. */
  readonly isForCredit: boolean;
}

/** How one exercise of the package stands. */
export interface ExerciseStanding {
  id: string;
  title: string;
  /** 0 to 100: of the best run; 100 only where it is proved. */
  points: number;
  isProved: boolean;
  isTried: boolean;
}

/** How the learner stands in the whole package. */
export interface Standing {
  /** What brings the learner back to here: ASCII, at most `stateCharsMax`. */
  state: string;
  /** 0 to 100: the mean of the exercises' points; null: the package has no exercise. */
  scorePct: number | null;
  /** Every lesson read to its end and every exercise proved. */
  isComplete: boolean;
  /** Every exercise proved; null: the package has no exercise. */
  isPassed: boolean | null;
  /** 0 to 1: the share of lessons read and exercises proved. */
  progress: number;
  exercises: ExerciseStanding[];
  /** Seconds of this visit in which the page was visible. */
  seconds: number;
}

/** Why there is no attempt; its message is a sentence for the learner. */
export class LaunchProblem extends Error {}

/** Why something is not stored in the learning system; its message is a sentence for the learner, with the system's own code and words. */
export class CommitProblem extends Error {}

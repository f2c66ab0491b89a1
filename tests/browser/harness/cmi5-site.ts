// An exported cmi5 package in the learning system of tests/cmi5-lms, whose record store answers at another origin than the course.
import { readFileSync } from 'node:fs';
import { startCmi5System, type Cmi5Options, type Cmi5System, type FaultHandle, type LaunchMode } from '../../cmi5-lms/index.ts';

/** A learning system with one package and one learner. */
export interface Cmi5Site {
  /** The address of a fresh launch: a new session of the same registration. */
  launch(mode?: LaunchMode): Promise<string>;
  /** What the learner's statements say, without those of the learning system itself, in the order in which they were stored. */
  verbs(): string[];
  /** The record store answers 503 to everything. */
  failing: boolean;
  /** For everything else that may be asked of it. */
  readonly system: Cmi5System;
  close(): Promise<void>;
}

const OWN_VERBS: readonly string[] = ['launched', 'satisfied', 'abandoned', 'waived'];

/** Who learns. */
export const LEARNER = 'ada';

/** Unpacks the package, given as its file's path or as bytes, and starts the system; rejects a package that cmi5 does not allow. */
export async function openCmi5(zip: string | Uint8Array, options: Cmi5Options = {}): Promise<Cmi5Site> {
  const system = await startCmi5System(typeof zip === 'string' ? readFileSync(zip) : zip, { store: 'other', ...options });
  let fault: FaultHandle | null = null;
  return {
    system,
    launch: (mode = 'Normal') => system.launch({ learner: LEARNER, mode }),
    verbs: () => system.statements(LEARNER).map(({ verb }) => String((verb as { id: string }).id).split('/').at(-1)!).filter((verb) => !OWN_VERBS.includes(verb)),
    get failing() {
      return fault !== null;
    },
    set failing(isFailing) {
      fault?.stop();
      fault = isFailing ? system.fail({ kind: 'status', status: 503, on: ['statements', 'state'] }) : null;
    },
    close: () => system.close(),
  };
}

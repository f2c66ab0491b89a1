// In the launch page: a learning system of no standard, whose answers the page around it decides.
import { CommitProblem, LaunchProblem, type LearningSystem, type Standing } from '../../../src/site/package/learning-system.ts';
import { startPackage } from '../../../src/site/package/start-package.ts';

/** What the page around the launch page holds, as `fakeSystem`. */
export interface FakeSystem {
  learner: string;
  state: string | null;
  stateCharsMax: number;
  isForCredit: boolean;
  /** Why it cannot be begun; null: it can. */
  absent: string | null;
  /** Why nothing is stored; null: it is. */
  refusal: string | null;
  /** A commit waits until `release` is called. */
  holds: boolean;
  release(): void;
  commits: Standing[];
  tried: number;
  ended: Standing[];
  keep(): void;
}

const fake = (parent as unknown as { fakeSystem: FakeSystem }).fakeSystem;
const copy = (standing: Standing): Standing => JSON.parse(JSON.stringify(standing)) as Standing;

const system: LearningSystem = {
  name: 'a test',
  async begin() {
    if (fake.absent !== null) throw new LaunchProblem(fake.absent);
    const { learner, state, stateCharsMax, isForCredit } = fake;
    return { learner, state, stateCharsMax, isForCredit };
  },
  async commit(standing) {
    fake.tried += 1;
    if (fake.holds) await new Promise<void>((resolve) => { fake.release = resolve; });
    if (fake.refusal !== null) throw new CommitProblem(fake.refusal);
    fake.commits.push(copy(standing));
    fake.state = standing.state;
    fake.keep();
  },
  end(standing) {
    fake.ended.push(copy(standing));
    fake.state = standing.state;
    fake.keep();
  },
};

void startPackage(system);

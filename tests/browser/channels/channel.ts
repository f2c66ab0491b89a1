// A way in which the course reaches a learner, as the shared journey needs it.
import type { Browser, BrowserPage } from '../harness/page.ts';

/** A channel that is set up. */
export interface OpenChannel {
  /** The course at its map, or wherever the channel brings the learner, in a browser with the profile of before, or with an empty one where `isKeptElsewhere`. */
  enter(browser: Browser, visit: 'first' | 'again'): Promise<BrowserPage>;
  /** Waits until the far side has what the learner did, and looks at what it has. Nothing where all stays on this computer. */
  arrived?(page: BrowserPage): Promise<void>;
  /** What pages may report although nothing is wrong, such as a server that was stopped on purpose. */
  readonly mayReport?: RegExp;
  close(): Promise<void>;
}

/** A channel. */
export interface Channel {
  readonly name: string;
  /** True where the learner can come back at another computer: the second visit has an empty profile. */
  readonly isKeptElsewhere: boolean;
  open(): Promise<OpenChannel>;
}

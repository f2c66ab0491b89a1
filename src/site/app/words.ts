// What the learner reads about keeping the course: where it stands, and what can be done.
import type { KeepStanding } from './keeper.ts';

/** What is shown. `lead` null: the page's own sentence, which says how much it is. */
export interface KeepWords {
  lead: string | null;
  /** What is said aloud and stands below; empty: nothing. */
  said: string;
  /** What the button does and says; null: there is nothing to press. */
  act: { does: 'keep' | 'remove'; text: string } | null;
  /** 0 to 1; null: no download goes on. */
  progress: number | null;
}

const MB = 1_000_000;

/** Whole megabytes, rounded up. */
export const megabytes = (bytes: number): string => `${Math.ceil(bytes / MB)}\u00a0MB`;

const KEEP = 'Keep the whole course on this computer';

/** The words for a standing. */
export function keepWords(standing: KeepStanding): KeepWords {
  switch (standing.kind) {
    case 'unknown': case 'none': return { lead: null, said: '', act: { does: 'keep', text: KEEP }, progress: null };
    case 'keeping': {
      const { bytes, all } = standing;
      return { lead: 'The course is being fetched. Go on working meanwhile: nothing is lost when you leave this page.', said: '', act: null, progress: all === 0 ? 0 : bytes / all };
    }
    case 'kept': {
      const { bytes, isPromised, noRoomFor } = standing;
      const promise = isPromised ? '' : ' When this computer has almost no room left, the browser may remove it.';
      const said = noRoomFor === null ? '' : `Another edition of the course is on the server, and there is no room for it beside this one: it needs ${megabytes(noRoomFor)}. This one works on. To change, remove it and keep the course again.`;
      return { lead: `The whole course is on this computer and takes ${megabytes(bytes)}. It opens and grades at this address without a network.${promise}`, said, act: { does: 'remove', text: 'Remove from this computer' }, progress: null };
    }
    case 'failed': return { lead: null, said: failure(standing), act: { does: 'keep', text: standing.reason === 'away' && standing.bytes > 0 ? 'Go on' : 'Try again' }, progress: null };
    case 'impossible': return { lead: null, said: 'It cannot be kept here: browsers allow it at addresses that begin with https:// and on a server of this computer, and not in every private window. The course works as long as its server can be reached.', act: null, progress: null };
    case 'forbidden': return { lead: null, said: 'The browser does not let this page keep the course, as where site data is not allowed. Everything works as long as the server can be reached.', act: { does: 'keep', text: 'Try again' }, progress: null };
  }
}

function failure({ reason, bytes, all, free }: Extract<KeepStanding, { kind: 'failed' }>): string {
  if (reason === 'full') {
    // Some browsers name a room that is not there.
    const room = free === null || free >= all ? '' : `, and the browser has ${free < MB ? 'less than 1' : Math.floor(free / MB)}\u00a0MB left for this site`;
    return `There is not enough room: the course needs ${megabytes(all)}${room}. Nothing of it is kept. Your drafts and progress are unchanged, and everything works as long as the server can be reached. Make room on this computer, or remove data of other sites, then try again.`;
  }
  if (reason === 'differs') return 'What the server sends does not fit together, as while it gets a new edition of the course. Nothing has changed here. Try again in a few minutes.';
  return bytes > 0 ? `The connection broke after ${megabytes(bytes)} of ${megabytes(all)}. What is here is not fetched again.` : 'The server cannot be reached, or not everything that was kept is there any more. Connect to the network, then try again.';
}

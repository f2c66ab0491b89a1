// Where the learning system has put its API: in a window around this one, or in one around the window that opened this one.

/** Names under which the two standards put their API: 1.2 and 2004. */
export type ApiName = 'API' | 'API_1484_11';

/** An object with functions by name; whose window it lives in is not ours to say. */
export type RawApi = Readonly<Record<string, unknown>>;

/** As much of a window as the search needs; any access may throw where it is of another origin. */
export interface WindowLike {
  readonly parent: WindowLike;
  readonly opener: WindowLike | null;
}

/** How many windows up the search goes. The sample code of SCORM 1.2 stops after 7, that of SCORM 2004 after 500: this finds whatever either of them would. */
export const PARENTS_MAX = 500;

/** The API of this name that has the function: of the window, of its parents up to the limit, then of their openers and those windows' parents; null: there is none. */
export function findApi(name: ApiName, initialize: string, start: WindowLike): RawApi | null {
  const around = parentsOf(start);
  const openers = around.flatMap((window) => attempt(() => window.opener) ?? []);
  for (const window of [...around, ...openers.flatMap(parentsOf)]) {
    // A window also answers with an element or a frame of this name: only the function tells.
    const api = attempt(() => (window as unknown as Record<string, RawApi | undefined>)[name]);
    if (api && typeof attempt(() => api[initialize]) === 'function') return api;
  }
  return null;
}

/** The window and all around it, nearest first. */
function parentsOf(start: WindowLike): WindowLike[] {
  const windows = [start];
  while (windows.length <= PARENTS_MAX) {
    const last = windows.at(-1)!;
    const parent = attempt(() => last.parent);
    if (!parent || parent === last) break;
    windows.push(parent);
  }
  return windows;
}

/** A window of another origin, or one that was closed, throws whatever it is asked: what it does not tell is not there. */
function attempt<Value>(ask: () => Value): Value | null {
  try {
    return ask();
  } catch {
    return null;
  }
}

// What the server tells its operator: one line of JSON for each event, without names, texts or addresses of people.

/** How much somebody should care. */
export type Level = 'info' | 'warn' | 'error';

/** Writes one event; `fields` are numbers, ids of rows, and texts of our own. */
export type Log = (level: Level, event: string, fields?: { [name: string]: string | number | boolean | null }) => void;

/** A log that gives each event to `write` as a line. JSON escapes line ends, so no text can pretend to be another event. */
export function createLog(write: (line: string) => void, nowMs: () => number): Log {
  return (level, event, fields = {}) => write(JSON.stringify({ time: new Date(nowMs()).toISOString(), level, event, ...fields }));
}

/** What is told of an error: its kind and message, cut to 300 characters, and the places of our own code where it came from. */
export function errorFields(error: unknown): { error: string; message: string; stack: string } {
  const one = error instanceof Error ? error : new Error(String(error));
  const places = (one.stack ?? '').split('\n').filter((line) => line.includes('/src/')).slice(0, 5).map((line) => line.trim().replace(/.*\/src\//, 'src/').replace(/\)$/, ''));
  return { error: one.name, message: one.message.slice(0, 300), stack: places.join(' < ') };
}

// Moments and lengths of time in words, for learners and instructors alike: 24 hours, day before month, in the time zone of the reader's computer.
// The course is in English, so the language of the browser changes nothing: one class reads the same words.

/** What is now by the server's clock, how far that is before the computer's, and the zone: tests name one, pages take the computer's. */
export interface Clock { nowMs: number; aheadMs: number; zone?: string }

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];

const parts = (ms: number, zone: string | undefined): { [type: string]: string } => {
  const format = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...zoned(zone) });
  return Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
};

const zoned = (zone: string | undefined): { timeZone?: string } => (zone === undefined ? {} : { timeZone: zone });

/** The day in a narrow place: `4 Dec`. */
export function dayText(ms: number, zone?: string): string {
  const { day, month } = parts(ms, zone);
  return `${day} ${month}`;
}

/** `Fri 4 Dec`, with the year where it is not the one that is now. */
export function weekdayText(ms: number, nowMs: number, zone?: string): string {
  const { weekday, day, month, year } = parts(ms, zone);
  return `${weekday} ${day} ${month}${year === parts(nowMs, zone)['year'] ? '' : ` ${year}`}`;
}

/** `Fri 4 Dec, 18:00`. */
export const momentText = (ms: number, nowMs: number, zone?: string): string => `${weekdayText(ms, nowMs, zone)}, ${timeText(ms, zone)}`;

/** `14:02` today, else with its day. */
export const briefMoment = (ms: number, nowMs: number, zone?: string): string => (weekdayText(ms, nowMs, zone) === weekdayText(nowMs, nowMs, zone) ? timeText(ms, zone) : momentText(ms, nowMs, zone));

function timeText(ms: number, zone: string | undefined): string {
  const { hour, minute } = parts(ms, zone);
  return `${hour}:${minute}`;
}

/** Time that is left, in whole units, rounded down: `2 days`, `26 hours`, `45 minutes`. */
export function leftText(ms: number): string {
  if (ms >= 2 * DAY) return many(Math.floor(ms / DAY), 'day');
  if (ms >= 2 * HOUR) return many(Math.floor(ms / HOUR), 'hour');
  return ms < MINUTE ? 'less than a minute' : many(Math.floor(ms / MINUTE), 'minute');
}

/** A length of time that somebody has set: exact. `3 days`, `36 hours`, `90 minutes`. */
export function spanText(ms: number): string {
  if (ms % DAY === 0) return many(ms / DAY, 'day');
  return ms % HOUR === 0 ? many(ms / HOUR, 'hour') : many(Math.round(ms / MINUTE), 'minute');
}

/** How long ago, in one unit: `now`, `12 min`, `3 h`, `2 d`. */
export function agoBrief(ms: number, nowMs: number): string {
  const ago = nowMs - ms;
  if (ago < 2 * MINUTE) return 'now';
  if (ago < HOUR) return `${Math.floor(ago / MINUTE)} min`;
  return ago < DAY ? `${Math.floor(ago / HOUR)} h` : `${Math.floor(ago / DAY)} d`;
}

/** The same as part of a sentence: `just now`, `3 hours ago`. */
export function agoText(ms: number, nowMs: number): string {
  const ago = nowMs - ms;
  if (ago < 2 * MINUTE) return 'just now';
  if (ago < HOUR) return `${many(Math.floor(ago / MINUTE), 'minute')} ago`;
  return `${ago < DAY ? many(Math.floor(ago / HOUR), 'hour') : many(Math.floor(ago / DAY), 'day')} ago`;
}

/** `Europe/Berlin (UTC+1)`: the zone in which all moments are shown. */
export function zoneText(atMs: number, zone?: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'shortOffset', ...zoned(zone) });
  const offset = format.formatToParts(atMs).find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', 'UTC') ?? '';
  const name = format.resolvedOptions().timeZone.replaceAll('_', ' ');
  return name === 'UTC' || offset === '' ? name : `${name} (${offset})`;
}

/** A number with its noun. */
export const many = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** How far the server's clock is before the computer's: it told `serverMs` somewhere between asking and the answer. */
export const aheadOf = (serverMs: number, askedMs: number, answeredMs: number): number => Math.round(serverMs - (askedMs + answeredMs) / 2);

// What bodies consist of: each part with its bounds, and a sentence for whoever oversteps them.
import { boolean, check, integer, maxLength, maxValue, minValue, nonEmpty, nullable, number, pipe, regex, string, transform, trim } from 'valibot';

/** Texts that are kept: trimmed, with something in them, without characters that cannot be seen. */
const seen = (most: number) => pipe(string(), transform((text) => text.normalize('NFC')), trim(), nonEmpty('something has to be written here.'), maxLength(most, `at most ${most} characters.`),
  check((text) => !/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\ufeff]/u.test(text), 'line ends and characters that cannot be seen are not allowed.'));

/** The name of a class. */
export const name = seen(80);
/** Why something was decided, for the learner to read. */
export const reason = seen(500);
/** A secret that somebody types or a link carries. */
export const secret = pipe(string(), nonEmpty('something has to be written here.'), maxLength(512, 'at most 512 characters.'));
/** What was typed where nothing else is known of it. */
export const typed = pipe(string(), maxLength(512, 'at most 512 characters.'));
/** The id of a module or an exercise. */
export const courseId = pipe(string(), regex(/^[a-z0-9-]{1,80}$/, 'an id has small letters, digits and hyphens.'));
/** What a UUID in small letters looks like. */
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** An id of this server or of somebody's computer. */
export const uuid = pipe(string(), regex(UUID, 'a UUID in small letters is asked for.'));
/** Yes or no. */
export const yes = boolean();

const LAST_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const whole = (least: number, most: number, sentence: string) => pipe(number(sentence), integer(sentence), minValue(least, sentence), maxValue(most, sentence));

/** A moment, in epoch milliseconds. */
export const moment = whole(0, LAST_MS, 'a date from 1970 to 9999 is asked for, in milliseconds.');
/** A moment, or none. */
export const maybeMoment = nullable(moment);
/** How long late work counts. */
export const lateTime = whole(0, 365 * 86_400_000, 'late work counts for 0 to 365 days, in milliseconds.');
/** A share. */
export const percent = whole(0, 100, 'a whole number from 0 to 100 is asked for.');
/** Points that are given, or taken back. */
export const maybePoints = nullable(percent);
/** Places in a class, or as many as come. */
export const maybeSeats = nullable(whole(1, 10_000, 'a class has 1 to 10,000 seats.'));
/** Hints that were open. */
export const hints = whole(0, 3, 'there are 0 to 3 hints.');

// What a new password has to be, as far as a page can see. The server looks again, and at more.

/** Fewest characters of a password, as on the server. */
const SHORTEST = 12;

/** The rules, as a sentence for beside the field. */
export const PASSWORD_RULES = `At least ${SHORTEST} characters, of any kind. Four or five unrelated words are good; common words, runs of keys, years, your login and the name of this course do not count. A password manager may fill it in.`;

/** What is wrong with what was typed, and where; null: nothing that this page can see. */
export function wrongPassword(password: string, again: string): { field: string; sentence: string } | null {
  const length = [...password].length;
  if (length < SHORTEST) return { field: 'password', sentence: `The password has ${length} ${length === 1 ? 'character' : 'characters'}: at least ${SHORTEST} are needed.` };
  return password === again ? null : { field: 'again', sentence: 'The two passwords differ. Type the second one again.' };
}

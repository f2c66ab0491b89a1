// The name that a learner has in a cohort: chosen, not real, and told apart by more than looks.

/** Characters of a pseudonym. */
export const LONGEST = 40;

/** Why a name is not taken. */
export type BadPseudonym = 'empty' | 'too-long' | 'not-readable' | 'looks-like-mail';

/** A typed name, tidied up, with the key by which names are the same: `Otter`, `OTTER` and `Ｏｔｔｅｒ` are one. */
export function readPseudonym(typed: string): { name: string; key: string } | BadPseudonym {
  const name = typed.normalize('NFKC').replace(/\s+/gu, ' ').trim();
  if (name === '') return 'empty';
  if ([...name].length > LONGEST) return 'too-long';
  // Letters with their marks, numbers, spaces and what stands inside names; nothing that reorders or hides text.
  if (!/^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N} .'’_-]*$/u.test(name) || /\p{Default_Ignorable_Code_Point}/u.test(name)) return name.includes('@') ? 'looks-like-mail' : 'not-readable';
  return { name, key: name.toLowerCase().replace(/[ .'’_-]/g, '') };
}

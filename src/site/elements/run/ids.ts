// Ids of parts of elements of which a page may have several.

let made = 0;

/** What stands before the ids of one element's parts, so that no other element has them. */
export const ownIds = (): string => `own${(made += 1)}-`;

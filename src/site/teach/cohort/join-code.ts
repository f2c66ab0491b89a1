// The join code as far as a page can know it: the server keeps only its hash.
import { courseRoot } from '../../platform/root.ts';
import type { Cohort, JoinCode } from '../api-types.ts';

/** The link that a teacher shares. The code stays in the fragment, which no browser sends. */
export const joinLink = (code: string): string => `${new URL('join/index.html', courseRoot()).href}#code=${encodeURIComponent(code)}`;

/** Whether learners can come to a server at this host from their own computers. */
export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host);

/** The code that this tab made, while it is the one that holds: a colleague may have turned it since, which shows by its end. */
export const known = (made: JoinCode | null, { joining }: Pick<Cohort, 'joining'>): JoinCode | null => (made !== null && joining.open && made.expiresMs === joining.expiresMs ? made : null);

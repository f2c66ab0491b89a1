// The token of a session, which its fetch address gives once (section 8.2).
import { LaunchProblem } from '../learning-system.ts';
import { object, parse } from './json.ts';
import { PATIENCE_MS, type Fetch } from './record-store.ts';
import { noAnswer, refused, REOPEN } from './refusal.ts';

/** Asks for the token; rejects with a `LaunchProblem` that holds the learning system's own words. */
export async function fetchToken(fetch: Fetch, address: string): Promise<string> {
  const subject = 'the key of this session';
  const { answer, text } = await fetch(address, { method: 'POST', cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) }).then(async (response) => ({ answer: response, text: await response.text() }))
    .catch((error: unknown) => Promise.reject(new LaunchProblem(noAnswer(error, subject, PATIENCE_MS).message)));
  const given = object(parse(text));
  const token = given?.['auth-token'];
  // A header can hold nothing else.
  if (answer.ok && typeof token === 'string' && /^[\x21-\x7e]+$/.test(token)) return token;
  // Section 8.2.3: an error comes with status 200 as well.
  if (given?.['error-code'] !== undefined) throw new LaunchProblem(errorText(String(given['error-code']), String(given['error-text'] ?? '')));
  if (!answer.ok) throw new LaunchProblem(`${refused(subject, answer.status, text, null).message} ${REOPEN}`);
  throw new LaunchProblem(`The learning system gave no key for this session: its answer has no auth-token. ${REOPEN}`);
}

function errorText(code: string, words: string): string {
  const said = `(error ${code}${words === '' ? '' : `: “${words.slice(0, 160)}”`})`;
  if (code === '1') return `This launch was used before, or is over ${said}. ${REOPEN}`;
  if (code === '2') return `The learning system refuses this session ${said}. ${REOPEN}`;
  return `The learning system cannot give a key for this session at the moment ${said}. ${REOPEN}`;
}

// The launch address (section 8.1): where the learning system listens, who learns, and in which registration.
import { LaunchProblem } from '../learning-system.ts';
import { type Json, object, parse } from './json.ts';

/** The launch parameters. */
export interface Launch {
  /** Where xAPI requests go; with a slash at its end. */
  endpoint: string;
  /** Gives the token, once. Its address is new at each launch, so it also names the session on this computer. */
  fetch: string;
  /** An agent of xAPI, as the learning system gave it. */
  actor: Json;
  registration: string;
  activityId: string;
}

const NAMES = ['endpoint', 'fetch', 'actor', 'registration', 'activityId'] as const;

/** The launch parameters of an address; throws a `LaunchProblem` that names what is missing or wrong. */
export function readLaunch(address: string): Launch {
  const given = new URL(address).searchParams;
  const missing = NAMES.filter((name) => !given.get(name)?.trim());
  if (missing.length === NAMES.length) throw new LaunchProblem('No learning system opened this page: its address has no cmi5 launch parameters. Open the course from your learning system.');
  if (missing.length > 0) throw wrong(`it does not say ${missing.join(', ')}`);
  const [endpoint, fetch, actor, registration, activityId] = NAMES.map((name) => given.get(name)!.trim()) as [string, string, string, string, string];
  return { endpoint: webAddress(address, 'endpoint', endpoint).replace(/\/*$/, '/'), fetch: webAddress(address, 'fetch', fetch), actor: readActor(actor), registration, activityId };
}

/** Only addresses of the web: another scheme would run in this page. */
function webAddress(base: string, name: string, text: string): string {
  const url = URL.canParse(text, base) ? new URL(text, base) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) throw wrong(`its ${name} is not a web address`);
  return url.href;
}

function readActor(text: string): Json {
  const actor = object(parse(text));
  if (actor === null || identifierOf(actor) === null) throw wrong('its actor is not an agent of xAPI');
  return actor;
}

/** What identifies the agent: an account in cmi5 (section 9.2); older systems also use the other ways of xAPI. */
function identifierOf(actor: Json): string | null {
  const account = object(actor['account']);
  if (typeof account?.['name'] === 'string') return JSON.stringify([String(account['homePage']), account['name']]);
  const other = [actor['mbox'], actor['mbox_sha1sum'], actor['openid']].find((one) => typeof one === 'string');
  return other === undefined ? null : String(other);
}

/** One learner in one registration: who enrols again begins anew (section 3.0, Registration). */
export const learnerOf = (launch: Launch): string => JSON.stringify([identifierOf(launch.actor), launch.registration, launch.activityId]);

const wrong = (what: string): LaunchProblem => new LaunchProblem(`The learning system opened this page with an address that cmi5 does not allow: ${what}. Tell whoever looks after the learning system.`);

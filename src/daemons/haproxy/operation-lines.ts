// Lines about logs and statistics: without effect on what is simulated, but HAProxy refuses wrong ones.
import type { Remarks } from './remarks.ts';
import type { ConfigLine } from './syntax.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const FACILITIES = words('kern user mail daemon auth syslog lpr news uucp cron auth2 ftp ntp audit alert cron2 local0 local1 local2 local3 local4 local5 local6 local7');
const LEVELS = words('emerg alert crit err warning notice info debug');
const FORMATS = words('local rfc3164 rfc5424 priority short timed iso raw');
const STATS = words('admin auth enable hide-version http-request realm refresh scope show-desc show-legends show-modules show-node uri');
const STATS_WITH_VALUE = words('auth realm refresh scope uri');
const GLOBAL_STATS = words('socket maxconn bind-process timeout');

/** What is wrong with `log global` or `log <address> [len …] [format …] [sample …] <facility> [<level> [<level>]]`; null: nothing. */
function logProblem({ words: [, ...list] }: ConfigLine, isGlobal: boolean): string | null {
  if (list[0] === 'global' && list.length === 1 && !isGlobal) return null;
  let i = 1;
  for (; ['len', 'format', 'sample'].includes(list[i] ?? ''); i += 2) {
    if (list[i] === 'format' && !FORMATS.has(list[i + 1] ?? '')) return `log: HAProxy knows no format ${list[i + 1] ?? 'without a name'}.`;
  }
  const [facility, ...levels] = list.slice(i);
  if (facility === undefined) return 'log needs an address and a facility.';
  if (!FACILITIES.has(facility)) return `log: HAProxy knows no facility ${facility}.`;
  const level = levels.find((one) => !LEVELS.has(one));
  if (level !== undefined) return `log: HAProxy knows no level ${level}.`;
  return levels.length > 2 ? 'log takes two levels at most.' : null;
}

function statsProblem({ words: [, name, value] }: ConfigLine, isGlobal: boolean): string | null {
  if (name === undefined || !(isGlobal ? GLOBAL_STATS : STATS).has(name)) return `stats: HAProxy knows no ${name ?? 'statistics without a word'}.`;
  if (value === undefined && (isGlobal || STATS_WITH_VALUE.has(name))) return `stats ${name} needs a value.`;
  return name === 'refresh' && !/^\d+(?:us|ms|s|m|h|d|$)/.test(value ?? '') ? `stats refresh: ${value} is no time.` : null;
}

/** Looks at a line of `log` or `stats`; whether HAProxy takes it. */
export function checkOperation(at: ConfigLine, isGlobal: boolean, isNegated: boolean, remarks: Remarks): boolean {
  let problem: string | null = null;
  if (at.words[0] === 'log') {
    if (!isNegated) problem = logProblem(at, isGlobal);
    else if (at.words.length > 1) problem = `no log: ${at.words[1]} stands behind it.`;
  } else if (at.words[0] === 'stats') problem = statsProblem(at, isGlobal);
  if (problem !== null) remarks.invalid(at, problem);
  return problem === null;
}

/** What is wrong with the words behind a check of another protocol; null: nothing. */
export function checkProblem(name: string, [first, user, client]: readonly string[]): string | null {
  if (name === 'pgsql-check' && (first !== 'user' || user === undefined)) return 'option pgsql-check needs user and a name.';
  if (name !== 'mysql-check' || first === undefined) return null;
  if (first !== 'user') return `option mysql-check: ${first} is not user.`;
  if (client !== undefined && client !== 'post-41' && client !== 'pre-41') return `option mysql-check: ${client} is neither post-41 nor pre-41.`;
  return user === undefined ? 'option mysql-check user needs a name.' : null;
}

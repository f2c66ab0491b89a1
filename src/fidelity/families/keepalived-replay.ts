// One replay of a recorded scenario of two hosts with keepalived: start, event, return.
import type { KeepalivedPart } from '../../daemons/parts.ts';
import { kill, setLink, start, stop } from '../../simulation/keepalived/vrrp.ts';
import { type Entry, Pair } from './keepalived-pair.ts';

/** What was done to the host that had the address. */
export interface Happening {
  event: 'start' | 'sigkill' | 'sigterm' | 'linkdown' | 'split' | 'track';
  /** Whether it was undone later. */
  returns: boolean;
  /** `split`: whose adverts are lost. */
  cut: 'both' | 'owner' | { node: number };
}

/** What the inputs of a recording leave open. */
export interface Setting {
  /** Of the event, after an advert: a share of the interval. */
  phase: number;
  /** Adverts between the first owner and the event. */
  cycles: number;
  driftMs: number;
  /** Of the return: a share of the time after which adverts and scripts meet again. */
  returnPhase: number;
}

/** Fields of the recording, as far as they follow from a scenario. */
export interface Outcome { [field: string]: unknown }

/** How long the replay waits for something that may never happen, beyond the longest timer. */
const PATIENCE_MS = 20_000;
/** The second process starts a moment after the first, as it does on real machines. */
const START_GAP_MS = 2;
/** From a takeover to the look at who has the address. */
const LOOK_MS = 500;
/** From a takeover to the return of what was lost. */
const RETURN_MS = 2000;

/** The scenario that the inputs name, or why it is none of these. */
export function happeningOf(inputs: { [name: string]: unknown }, names: string[]): Happening | string {
  const name = String(inputs['event']);
  const words = name.split('-');
  const returns = words.includes('restart') || words.includes('up') || words.includes('back') || name.startsWith('track');
  const cut = cutOf(inputs, names);
  if (name === 'start') return { event: 'start', returns: false, cut };
  if (name.startsWith('track')) return { event: 'track', returns, cut };
  // The death of the parent alone ends its child by SIGTERM.
  if (words[0] === 'sigkill') return { event: words.includes('parent') ? 'sigterm' : 'sigkill', returns, cut };
  if (words[0] === 'sigterm') return { event: 'sigterm', returns, cut };
  if (words[0] === 'linkdown') return { event: 'linkdown', returns, cut };
  if (/^(split|cut|drop|partition)/.test(name)) return { event: 'split', returns: true, cut };
  return `The event ${name} is not one of start, sigkill, sigterm, linkdown, split and track.`;
}

/** Which adverts a split loses: both directions, unless the inputs speak of one; then those of the present owner, unless they name another. */
function cutOf(inputs: { [name: string]: unknown }, names: string[]): Happening['cut'] {
  const text = Object.entries(inputs).filter(([name]) => /event$|cut|direction|drop|block|split/.test(name)).map(([, value]) => JSON.stringify(value)).join(' ');
  const [a = 'A', b = 'B'] = names;
  const lost = (from: string, to: string): boolean => new RegExp(`\\b${from}\\W*(to|2)?\\W*${to}\\b|\\bfrom\\W*${from}\\b`, 'i').test(text);
  if (lost(a, b) !== lost(b, a)) return { node: lost(a, b) ? 0 : 1 };
  return /\bone|\bsingle|\bhalf/i.test(text) ? 'owner' : 'both';
}

/** Everything of one replay. */
interface Scene { names: string[]; parts: KeepalivedPart[]; addresses: (string | null)[]; happening: Happening; setting: Setting }

/** Runs the scenario once. */
export function replay(scene: Scene): Outcome {
  const { names, parts, addresses, happening, setting } = scene;
  const pair = new Pair(parts, addresses);
  const longestMs = Math.max(...parts.map((part) => 5 * part.instances[0]!.advertIntMs + (part.instances[0]!.trackScript?.intervalMs ?? 0) * 4));
  const latest = (): number => pair.queue.now + longestMs + PATIENCE_MS;
  start(pair.vrrp, 0);
  pair.until(START_GAP_MS);
  start(pair.vrrp, 1);
  pair.untilTrue(() => pair.has(0) || pair.has(1), latest());
  const owner = pair.has(0) ? 0 : 1;
  const firstMs = pair.first(0, (one) => one.kind === 'taken')?.atMs ?? pair.queue.now;
  const first = { first_owner: owners(pair, names) || null, first_owner_ms_after_start: owners(pair, names) === '' ? null : firstMs };
  if (happening.event === 'start') {
    pair.until(firstMs + longestMs);
    const changes = pair.diary.filter((one) => one.kind === 'taken' || one.kind === 'released');
    return {
      ...first, owners_after_start: owners(pair, names), initial_transitions: changes.map((one) => [names[one.node], one.kind === 'taken']), initial_transition_ms_after_start: changes.map((one) => one.atMs),
    };
  }
  const advertMs = parts[owner]!.instances[0]!.advertIntMs;
  const eventMs = firstMs + setting.cycles * advertMs + setting.phase * advertMs + setting.driftMs;
  pair.until(eventMs);
  begin(pair, owner, happening);
  const other = 1 - owner;
  const tookOver = pair.untilTrue(() => pair.has(other), latest());
  const takeoverMs = pair.queue.now;
  pair.until(takeoverMs + LOOK_MS);
  const outcome: Outcome = { ...first, owner_before: names[owner], other_took_over: tookOver, ...takeover(pair, owner, eventMs, tookOver ? takeoverMs : null), owners_after: owners(pair, names) };
  const periodMs = parts.reduce((period, part) => commonMultiple(period, part.instances[0]!.trackScript?.intervalMs ?? advertMs), advertMs);
  if (happening.returns) Object.assign(outcome, comeBack(pair, { ...scene, owner, atMs: takeoverMs + RETURN_MS + setting.returnPhase * periodMs, latest, tookOver }));
  return outcome;
}

/** Least common multiple of two whole numbers. */
function commonMultiple(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return (a / x) * b;
}

function owners(pair: Pair, names: string[]): string {
  return names.filter((_, node) => pair.has(node)).join('');
}

function begin(pair: Pair, owner: number, { event, cut }: Happening): void {
  switch (event) {
    case 'sigkill': return kill(pair.vrrp, owner);
    case 'sigterm': return stop(pair.vrrp, owner);
    case 'linkdown': return setLink(pair.vrrp, owner, false);
    case 'track': pair.failed = true; return;
    default:
      for (const node of [0, 1]) pair.cut[node] = cut === 'both' || node === (cut === 'owner' ? owner : cut.node);
  }
}

/** The adverts of the old owner, and what the other one did about them. */
function takeover(pair: Pair, owner: number, eventMs: number, takeoverMs: number | null): Outcome {
  const other = 1 - owner;
  const full = pair.diary.findLast((one) => one.kind === 'advert' && one.node === owner && one.atMs <= eventMs) as Extract<Entry, { kind: 'advert' }> | undefined;
  const until = takeoverMs ?? pair.queue.now;
  const since = (atMs: number | null): number | null => (atMs === null || takeoverMs === null ? null : takeoverMs - atMs);
  const advert = (wanted: (priority: number) => boolean) => pair.first(eventMs, (one) => one.kind === 'advert' && one.node === owner && one.atMs <= until && wanted(one.priority));
  const resigned = advert((priority) => priority === 0);
  const lowered = advert((priority) => priority < (full?.priority ?? 0));
  return {
    takeover_ms_after_event: since(eventMs),
    takeover_ms_after_last_advert: since(pair.lastAdvert(owner, until, (priority) => priority > 0)),
    takeover_ms_after_last_received_advert: since(pair.lastAdvert(owner, pair.cut[owner] ? eventMs : until, (priority) => priority > 0)),
    takeover_ms_after_last_high_priority_advert: since(pair.lastAdvert(owner, until, (priority) => priority === full?.priority)),
    takeover_ms_after_priority_0: resigned === undefined ? null : since(resigned.atMs),
    priority_0_advert_sent: resigned !== undefined,
    lowered_priority_seen: lowered?.kind === 'advert' ? lowered.priority : null,
    lowered_priority_ms_after_event: lowered?.kind === 'advert' ? lowered.atMs - eventMs : null,
    'gratuitous_arp_within_0.5s': takeoverMs === null ? 0 : pair.arps(other, takeoverMs, takeoverMs + LOOK_MS),
  };
}

/** What was lost comes back: the process starts, the link is up, the script is good, the adverts arrive. */
function comeBack(pair: Pair, { names, happening, owner, atMs, latest, tookOver }: Scene & { owner: number; atMs: number; latest: () => number; tookOver: boolean }): Outcome {
  pair.until(atMs);
  if (happening.event === 'split') return healed(pair, names, latest());
  if (happening.event === 'linkdown') setLink(pair.vrrp, owner, true);
  else if (happening.event === 'track') pair.failed = false;
  else start(pair.vrrp, owner);
  const tookBack = tookOver && pair.untilTrue(() => pair.has(owner) && !pair.has(1 - owner), latest());
  const backMs = pair.first(atMs, (one) => one.kind === 'taken' && one.node === owner)?.atMs;
  return { after_return_owner: owners(pair, names), old_master_took_back: tookOver ? tookBack : null, take_back_ms: tookBack && backMs !== undefined ? backMs - atMs : null };
}

function healed(pair: Pair, names: string[], latestMs: number): Outcome {
  const during = owners(pair, names);
  const atMs = pair.queue.now;
  pair.cut.fill(false);
  const split = pair.has(0) && pair.has(1);
  if (split) pair.untilTrue(() => !pair.has(0) || !pair.has(1), latestMs);
  const loser = pair.first(atMs, (one) => one.kind === 'released');
  return { owners_during_split: during, owners_after_heal: owners(pair, names), loser: loser === undefined ? null : names[loser.node], heal_ms: loser === undefined ? null : loser.atMs - atMs };
}

// `vrrp_instance`: one virtual address on one host.
import type { VrrpInstancePart } from '../parts.ts';
import { quoted, secondsText, type Remark } from '../text.ts';
import { readWeight, type Script } from './script.ts';
import type { Statement } from './syntax.ts';
import { readAddress, readSeconds, readWhole } from './values.ts';

/** keepalived's defaults (vrrp_data.c, vrrp.c). */
const ADVERT_INT_MS = 1000;
const PRIORITY = 100;
/** The address owner's priority. */
const OWNER = 255;

/** What an instance takes from the rest of the file. */
export interface Surroundings { version: 2 | 3; scripts: ReadonlyMap<string, Script> }

/** What the lines say, before keepalived completes it. */
interface Draft {
  name: string;
  line: number;
  addresses: string[];
  virtualRouterId: number | null;
  version: 2 | 3 | null;
  advertIntMs: number;
  priority: number | null;
  state: 'MASTER' | 'BACKUP' | null;
  nopreempt: number | null;
  preemptDelay: { ms: number; line: number } | null;
  source: string;
  peers: string[] | null;
  interface: string | null;
  authentication: number | null;
  track: { script: Script; weight: number; line: number }[];
}

/** Reads the block, and completes it as keepalived does (vrrp_complete_instance). */
export function readInstance(statement: Statement, surroundings: Surroundings, remark: Remark): VrrpInstancePart {
  const draft: Draft = {
    name: statement.words[1] ?? '', line: statement.line, addresses: [], virtualRouterId: null, version: null, advertIntMs: ADVERT_INT_MS, priority: null, state: null,
    nopreempt: null, preemptDelay: null, source: '', peers: null, interface: null, authentication: null, track: [],
  };
  for (const line of statement.block ?? []) new LineReader(line, surroundings, draft, remark).read();
  return complete(draft, surroundings, remark);
}

/** One line of an instance. */
class LineReader {
  readonly #draft: Draft;
  readonly #remark: Remark;
  readonly #surroundings: Surroundings;
  readonly #statement: Statement;
  readonly #value: string;

  constructor(statement: Statement, surroundings: Surroundings, draft: Draft, remark: Remark) {
    this.#statement = statement;
    this.#surroundings = surroundings;
    this.#draft = draft;
    this.#remark = remark;
    this.#value = statement.words[1] ?? '';
  }

  read(): void {
    const draft = this.#draft;
    const { line, words } = this.#statement;
    switch (words[0]) {
      case 'state': return this.#state();
      case 'interface': draft.interface = this.#value; return;
      case 'virtual_router_id': draft.virtualRouterId = this.#whole(1, 255, null); return;
      case 'priority': draft.priority = this.#whole(1, 255, PRIORITY); return;
      case 'version': draft.version = readVersion(this.#value, line, this.#remark) ?? draft.version; return;
      case 'advert_int': draft.advertIntMs = this.#seconds(10, 255_000) ?? draft.advertIntMs; return;
      case 'preempt_delay': {
        const ms = this.#seconds(0, 1_000_000);
        if (ms !== null) draft.preemptDelay = { ms: Math.floor(ms + 0.5), line };
        return;
      }
      case 'nopreempt': draft.nopreempt = line; return;
      case 'preempt': draft.nopreempt = null; return;
      case 'authentication': draft.authentication = line; return;
      case 'unicast_src_ip': draft.source = this.#address(this.#value, line) ?? ''; return;
      case 'unicast_peer': draft.peers = this.#entries((entry, at) => this.#peer(entry, at)); return;
      case 'virtual_ipaddress': draft.addresses.push(...this.#entries((entry, at) => this.#virtualAddress(entry, at))); return;
      case 'track_script': draft.track.push(...this.#entries((entry, at) => this.#tracked(entry, at))); return;
      default:
    }
  }

  #state(): void {
    const value = this.#value;
    if (value !== 'MASTER' && value !== 'BACKUP') this.#refuse('MASTER or BACKUP, so keepalived takes BACKUP');
    this.#draft.state = value === 'MASTER' ? 'MASTER' : 'BACKUP';
  }

  #whole<Otherwise extends number | null>(min: number, max: number, otherwise: Otherwise): number | Otherwise {
    const read = readWhole(this.#value, min, max);
    if (read === null) this.#refuse(`a whole number from ${min} to ${max}`);
    return read ?? otherwise;
  }

  #seconds(minMs: number, maxMs: number): number | null {
    const read = readSeconds(this.#value, minMs, maxMs);
    if (read === null) this.#refuse(`seconds from ${secondsText(minMs)} to ${secondsText(maxMs)}`);
    return read;
  }

  #refuse(wanted: string): void {
    this.#remark(this.#statement.line, 'invalid', `${quoted(this.#statement.words[0]!)} has the value ${quoted(this.#value)}; it must be ${wanted}.`);
  }

  #entries<Entry>(read: (words: string[], line: number) => Entry | null): Entry[] {
    return (this.#statement.block ?? []).flatMap(({ words, line }) => read(words, line) ?? []);
  }

  /** A prefix length is taken and means nothing. */
  #address(text: string, line: number): string | null {
    const read = readAddress(text);
    if (read === null) this.#remark(line, 'invalid', `${quoted(text)} is no address.`);
    return read?.address ?? null;
  }

  #peer([text = '', ...options]: string[], line: number): string | null {
    for (let i = 0; i < options.length; i += 2) {
      const isTtl = (options[i] === 'min_ttl' || options[i] === 'max_ttl') && readWhole(options[i + 1] ?? '', 0, 255) !== null;
      if (!isTtl) this.#remark(line, 'invalid', `'unicast_peer' has ${quoted(options[i]!)} behind an address; each address has a line of its own.`);
    }
    return this.#address(text, line);
  }

  #virtualAddress([text = '', ...options]: string[], line: number): string | null {
    const read = readAddress(text);
    if (read === null) this.#remark(line, 'invalid', `'virtual_ipaddress' has ${quoted(text)}, which is no address.`);
    // `dev eth0`, `label x`, `scope global` and so on: where and how the address is added, always in pairs but for two words.
    const unknown = options.find((word, i) => ADDRESS_FLAGS.has(word) ? false : !ADDRESS_OPTIONS.has(word) && !ADDRESS_OPTIONS.has(options[i - 1] ?? ''));
    if (unknown !== undefined) this.#remark(line, 'invalid', `'virtual_ipaddress' has the option ${quoted(unknown)}, which keepalived does not know.`);
    return read?.address ?? null;
  }

  #tracked([name = '', option, ...rest]: string[], line: number): Draft['track'][number] | null {
    const script = this.#surroundings.scripts.get(name);
    if (script === undefined) {
      this.#remark(line, 'invalid', `'track_script' names ${quoted(name)}, and no vrrp_script before this line has that name.`);
      return null;
    }
    if (option !== undefined && option !== 'weight') this.#remark(line, 'invalid', `'track_script' has the option ${quoted(option)}; it knows only 'weight'.`);
    const weight = option === 'weight' ? readWeight(rest, line, this.#remark) : null;
    return { script, weight: weight ?? script.test.weight, line };
  }
}

const ADDRESS_OPTIONS = new Set(['dev', 'label', 'scope', 'brd', 'broadcast', 'peer', 'preferred_lft', 'track_group']);
const ADDRESS_FLAGS = new Set(['no_track', 'home', 'mngtmpaddr', 'noprefixroute', 'autojoin', 'nodad', 'use_vmac']);

/** `version` and `vrrp_version`. */
export function readVersion(value: string, line: number, remark: Remark): 2 | 3 | null {
  const read = readWhole(value, 2, 3);
  if (read !== null) return read === 2 ? 2 : 3;
  remark(line, 'invalid', `The VRRP version is ${quoted(value)}; it must be 2 or 3.`);
  return null;
}

function complete(draft: Draft, surroundings: Surroundings, remark: Remark): VrrpInstancePart {
  const { name, line } = draft;
  const refuse = (at: number, message: string): void => remark(at, 'invalid', `vrrp_instance ${quoted(name)}: ${message}`);
  if (name === '') refuse(line, 'it must have a name.');
  if (draft.virtualRouterId === null) refuse(line, 'the virtual_router_id must be set.');
  if (draft.interface === null) refuse(line, "it names no 'interface'; eth0 is taken.");
  if (draft.addresses.length === 0) refuse(line, "it has no address in 'virtual_ipaddress'.");
  if (draft.addresses.length > 1) remark(line, 'unsupported', `vrrp_instance ${quoted(name)} moves ${draft.addresses.length} addresses; a design's instance has one, the first.`);
  const address = draft.addresses[0] ?? '';
  const isIpv6 = address.includes(':');
  const version = draft.version ?? (isIpv6 ? 3 : surroundings.version);
  // Without a priority the state tells it, and without a state the priority.
  const priority = draft.priority ?? (draft.state === 'MASTER' ? OWNER : PRIORITY);
  const state = draft.state ?? (priority === OWNER ? 'MASTER' : 'BACKUP');
  if (draft.authentication !== null && version === 3) refuse(draft.authentication, 'VRRP version 3 has no authentication; keepalived ignores it.');
  else if (draft.authentication !== null) remark(draft.authentication, 'ignored', "'authentication' must be the same on all members; a design takes that for granted.");
  const nopreempt = draft.nopreempt !== null && state === 'BACKUP' && priority !== OWNER;
  if (draft.nopreempt !== null && !nopreempt) refuse(draft.nopreempt, `'nopreempt' has no effect with ${state === 'MASTER' ? 'state MASTER' : `priority ${OWNER}`}; keepalived clears it.`);
  const delay = draft.preemptDelay;
  const isDelayed = delay !== null && delay.ms > 0 && state === 'BACKUP' && !nopreempt;
  if (delay !== null && delay.ms > 0 && !isDelayed) refuse(delay.line, `'preempt_delay' has no effect with ${state === 'MASTER' ? 'state MASTER' : 'nopreempt'}; keepalived clears it.`);
  const peers = samePeers(draft, isIpv6, refuse);
  return {
    name, address, virtualRouterId: draft.virtualRouterId ?? 0, version, advertIntMs: roundAdvert(draft, version, refuse), trackScript: trackedOf(draft, priority, refuse, remark),
    priority, state, nopreempt, preemptDelayMs: isDelayed ? delay.ms : 0, unicast: peers.length > 0 ? { source: draft.source, peers } : null, interface: draft.interface ?? 'eth0',
  };
}

type Refuse = (line: number, message: string) => void;

function samePeers({ peers, source, line }: Draft, isIpv6: boolean, refuse: Refuse): string[] {
  const fitting = (peers ?? []).filter((peer) => peer.includes(':') === isIpv6);
  if (fitting.length < (peers ?? []).length) refuse(line, 'a unicast peer is not of the family of the virtual address.');
  if (fitting.length === 0 && (peers !== null || source !== '')) refuse(line, 'unicast without any peer: keepalived falls back to multicast, and warns.');
  return fitting;
}

/** Version 2 sends whole seconds, version 3 hundredths of a second in 12 bits. */
function roundAdvert({ advertIntMs, line }: Draft, version: 2 | 3, refuse: Refuse): number {
  const unit = version === 2 ? 1000 : 10;
  const most = version === 2 ? 255_000 : 40_950;
  const rounded = Math.min(most, Math.max(unit, Math.floor(advertIntMs / unit + 0.5) * unit));
  if (rounded !== advertIntMs) refuse(line, `version ${version} cannot send advert_int ${secondsText(Math.floor(advertIntMs))}; keepalived takes ${secondsText(rounded)}.`);
  return rounded;
}

function trackedOf({ track }: Draft, priority: number, refuse: Refuse, remark: Remark): VrrpInstancePart['trackScript'] {
  for (const { line } of track.slice(1)) remark(line, 'unsupported', "'track_script' has a second script; a design's instance has one, the first.");
  const first = track[0];
  if (first === undefined) return null;
  if (first.weight !== 0 && priority === OWNER) {
    refuse(first.line, `a script with a weight has no effect on priority ${OWNER}; keepalived ignores it.`);
    return null;
  }
  return { ...first.script.test, weight: first.weight };
}

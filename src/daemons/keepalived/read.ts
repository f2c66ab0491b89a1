// keepalived.conf as a part of a design.
import type { FileRemark, KeepalivedPart, ReadFile, VrrpInstancePart } from '../parts.ts';
import { quoted, remarksOn, type Remark } from '../text.ts';
import { readInstance, readVersion } from './instance.ts';
import { BLOCKS, FLAGS, effectOf, type Place } from './keywords.ts';
import { readScript, type Script } from './script.ts';
import { parseKeepalived, type Statement } from './syntax.ts';

/** What `global_defs` says. */
interface Globals { routerId: string; version: 2 | 3; isSecure: boolean; scriptUser: string | null }

/** Reads keepalived.conf. Never throws; `file` is the name for remarks. `routerId` is empty where the file leaves it to the host's name. */
export function readKeepalived(text: string, file: string): ReadFile<KeepalivedPart> {
  const remarks: FileRemark[] = [];
  const remark = remarksOn(file, remarks);
  const tree = parseKeepalived(text, remark);
  checkKeywords(tree, 'top', remark);
  const globals = readGlobals(tree, remark);
  const scripts = new Map<string, Script>();
  const instances: { part: VrrpInstancePart; line: number }[] = [];
  for (const statement of tree) {
    if (statement.block === null) continue;
    if (statement.words[0] === 'vrrp_script') {
      const script = readScript(statement, remark);
      if (script !== null) scripts.set(statement.words[1] ?? '', script);
    } else if (statement.words[0] === 'vrrp_instance') {
      const part = readInstance(statement, { version: globals.version, scripts }, remark);
      if (instances.some((other) => other.part.name === part.name)) remark(statement.line, 'invalid', `vrrp_instance ${quoted(part.name)} is already defined.`);
      else instances.push({ part, line: statement.line });
    }
  }
  checkRouterIds(instances, remark);
  if (instances.some(({ part }) => part.trackScript !== null)) checkSecurity(globals, [...scripts.values()], remark);
  return { part: { routerId: globals.routerId, instances: instances.map(({ part }) => part) }, remarks: remarks.sort((a, b) => a.line - b.line) };
}

/** Every keyword of a block that is known here: told when keepalived does not know it, or a design cannot say it. */
function checkKeywords(statements: readonly Statement[], place: Place, remark: Remark): void {
  for (const { words, line, block } of statements) {
    const keyword = words[0]!;
    const effect = effectOf(place, keyword);
    if (keyword === '{') continue;
    if (effect === null) remark(line, 'unknown', `keepalived 2.2 has no keyword ${quoted(keyword)} ${place === 'top' ? 'outside of blocks' : `in ${place}`}.`);
    else if (effect === 'unsupported') remark(line, 'unsupported', `${quoted(keyword)} changes what keepalived does, and a design has no word for it.`);
    else if (effect === 'ignored') remark(line, 'ignored', `${quoted(keyword)} has no effect on what is simulated.`);
    if (effect === null) continue;
    if (block !== null && !BLOCKS.has(keyword)) remark(line, 'invalid', `${quoted(keyword)} has a block, and takes none.`);
    else if (block === null && BLOCKS.has(keyword)) remark(line, 'invalid', `${quoted(keyword)} has no block "{ … }" behind it.`);
    else if (effect === 'understood' && block === null && words.length < 2 && !FLAGS.has(keyword)) remark(line, 'invalid', `${quoted(keyword)} has no value behind it.`);
    if (block !== null && words.length > (EXACT.get(keyword) ?? Infinity)) remark(line, 'invalid', `${quoted(keyword)} has ${quoted(words.at(-1)!)} before its block.`);
    if (block !== null && isPlace(keyword)) checkKeywords(block, keyword, remark);
    if (keyword === 'authentication' && block !== null) checkAuthentication(block, line, remark);
  }
}

/** Blocks before which keepalived counts the words; before others it takes any. */
const EXACT: ReadonlyMap<string, number> = new Map([['vrrp_instance', 2], ['virtual_ipaddress', 1], ['unicast_peer', 1], ['track_script', 1]]);

function isPlace(keyword: string): keyword is Place {
  return keyword === 'global_defs' || keyword === 'vrrp_instance' || keyword === 'vrrp_script' || keyword === 'authentication';
}

/** Of a password longer than this keepalived takes the beginning, and warns. */
const PASSWORD_MAX = 8;

function checkAuthentication(block: readonly Statement[], line: number, remark: Remark): void {
  const find = (keyword: string): Statement | undefined => block.find(({ words }) => words[0] === keyword);
  const type = find('auth_type');
  const pass = find('auth_pass');
  if (type !== undefined && type.words[1] !== 'PASS' && type.words[1] !== 'AH') remark(type.line, 'invalid', `'auth_type' has the value ${quoted(type.words[1] ?? '')}; it must be PASS or AH.`);
  if (type !== undefined && pass === undefined) remark(line, 'invalid', "'authentication' has no 'auth_pass'; keepalived ignores it.");
  if ((pass?.words[1]?.length ?? 0) > PASSWORD_MAX) remark(pass!.line, 'invalid', `'auth_pass' is longer than ${PASSWORD_MAX} signs; keepalived cuts it.`);
}

function readGlobals(tree: readonly Statement[], remark: Remark): Globals {
  const globals: Globals = { routerId: '', version: 2, isSecure: false, scriptUser: null };
  for (const { words, line } of tree.filter((statement) => statement.words[0] === 'global_defs').flatMap(({ block }) => block ?? [])) {
    const value = words[1];
    if (words[0] === 'enable_script_security') globals.isSecure = true;
    else if (value === undefined) continue;
    else if (words[0] === 'router_id') globals.routerId = value;
    else if (words[0] === 'script_user') globals.scriptUser = value;
    else if (words[0] === 'vrrp_version') globals.version = readVersion(value, line, remark) ?? globals.version;
  }
  return globals;
}

/** Two instances may share a router id on one interface only when one is IPv4 and the other IPv6. */
function checkRouterIds(instances: readonly { part: VrrpInstancePart; line: number }[], remark: Remark): void {
  const seen = new Map<string, string>();
  for (const { part, line } of instances) {
    const key = `${part.interface} ${part.virtualRouterId} ${part.address.includes(':')}`;
    const other = seen.get(key);
    const both = `${quoted(part.name)} and ${quoted(other ?? '')}`;
    if (other !== undefined && part.virtualRouterId > 0) remark(line, 'invalid', `vrrp_instance ${both} use the same virtual_router_id ${part.virtualRouterId} on ${part.interface}.`);
    seen.set(key, part.name);
  }
}

/** keepalived wants to know who runs scripts: as root only where nobody else can change them. */
function checkSecurity({ isSecure, scriptUser }: Globals, scripts: readonly Script[], remark: Remark): void {
  for (const { line, user } of scripts) {
    const runsAs = user ?? scriptUser;
    const isRoot = runsAs === null || runsAs === 'root';
    if (!isSecure && isRoot) remark(line, 'invalid', "A script runs as root without 'enable_script_security': keepalived runs it, but calls this a security violation.");
    else if (runsAs === null) remark(line, 'ignored', "No 'script_user': the host needs a user keepalived_script, or the script is removed.");
  }
}

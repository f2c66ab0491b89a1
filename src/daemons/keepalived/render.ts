// A part of a design as keepalived.conf.
import type { KeepalivedPart, VrrpInstancePart } from '../parts.ts';
import { secondsText, withReason } from '../text.ts';
import { writeWord } from './values.ts';

/** Column of the reasons. */
const COLUMN = 58;

/** Files differ in how a script asks HAProxy over HTTP. */
export interface RenderKeepalivedOptions {
  /** What `check: 'http'` asks for on the host itself. Default `http://127.0.0.1/`. */
  healthUrl?: string;
}

type Add = (depth: number, text: string, reason?: string | null) => void;

/**
 * Writes keepalived.conf for keepalived 2.2. Tests of the own host run as root, by programs that only root can change: `pgrep` finds the process of HAProxy, `curl` asks it.
 * What keepalived would clear with a warning is left out, with the reason in its place.
 */
export function renderKeepalived(part: KeepalivedPart, { healthUrl = 'http://127.0.0.1/' }: RenderKeepalivedOptions = {}): string {
  const lines: string[] = ['# keepalived 2.2 and later.'];
  const add: Add = (depth, text, reason = null) => void lines.push(withReason(`${'    '.repeat(depth)}${text}`, reason, COLUMN));
  const hasScripts = part.instances.some(({ trackScript }) => trackScript !== null);
  if (part.routerId !== '' || hasScripts) {
    add(0, 'global_defs {');
    if (part.routerId !== '') add(1, `router_id ${writeWord(part.routerId)}`, 'Name of this host in logs.');
    if (hasScripts) add(1, 'enable_script_security', 'Runs no script that another user could change.');
    if (hasScripts) add(1, 'script_user root');
    add(0, '}');
  }
  const names = scriptNames(part.instances);
  for (const instance of part.instances) renderScript(instance, names, healthUrl, add);
  for (const instance of part.instances) renderInstance(instance, names, add);
  return `${lines.join('\n')}\n`;
}

/** A script of its own for each instance that has one. */
function scriptNames(instances: KeepalivedPart['instances']): ReadonlyMap<VrrpInstancePart, string> {
  return new Map(instances.filter(({ trackScript }) => trackScript !== null).map((instance) => [instance, writeWord(`check_${instance.name}`)]));
}

function renderScript(instance: VrrpInstancePart, names: ReadonlyMap<VrrpInstancePart, string>, healthUrl: string, add: Add): void {
  const { trackScript } = instance;
  if (trackScript === null) return;
  const { check, intervalMs, fall, rise, weight } = trackScript;
  add(0, '');
  add(0, `vrrp_script ${names.get(instance)!} {`);
  if (check === 'process') add(1, 'script "/usr/bin/pgrep -x haproxy"', 'Is there a process of this name? A frozen one passes.');
  else add(1, `script "/usr/bin/curl -fs -o /dev/null ${healthUrl.replace(/["\\\s]/g, '')}"`, 'Does it answer with a status below 400?');
  add(1, `interval ${secondsText(intervalMs)}`, 'Seconds between two runs, and the longest that one may take.');
  add(1, `fall ${fall}`, 'Failures in a row until it counts as failed.');
  add(1, `rise ${rise}`, 'Successes in a row until it counts as good.');
  if (weight < 0) add(1, `weight ${weight}`, 'Taken from the priority while it fails.');
  else if (weight > 0) add(1, `weight ${weight}`, 'Added to the priority while it succeeds.');
  else add(1, 'weight 0', 'A failure gives the address up at once (FAULT).');
  add(0, '}');
}

function renderInstance(instance: VrrpInstancePart, names: ReadonlyMap<VrrpInstancePart, string>, add: Add): void {
  const { version, advertIntMs, priority, state, unicast } = instance;
  add(0, '');
  add(0, `vrrp_instance ${writeWord(instance.name)} {`);
  add(1, `state ${state}`, state === 'MASTER' && priority < 255 ? 'No faster than BACKUP: it waits for adverts too.' : 'At the start.');
  add(1, `interface ${writeWord(instance.interface)}`, 'Sends and hears adverts here; without link the instance is in FAULT.');
  add(1, `virtual_router_id ${instance.virtualRouterId}`, 'The same on all members, and of no other instance.');
  add(1, `priority ${priority}`, 'The highest that is alive holds the address.');
  add(1, `version ${version}`);
  add(1, `advert_int ${secondsText(advertIntMs)}`, `Seconds. After three without an advert, and the skew of version ${version}, a backup takes over.`);
  renderPreemption(instance, add);
  if (unicast !== null) renderUnicast(unicast, add);
  add(1, 'virtual_ipaddress {');
  add(2, instance.address);
  add(1, '}');
  renderTracking(instance, names, add);
  add(0, '}');
}

/** keepalived clears `nopreempt` and `preempt_delay` where they cannot work, and warns; a comment says so without the warning. */
function renderPreemption({ nopreempt, preemptDelayMs, state, priority }: VrrpInstancePart, add: Add): void {
  const works = state === 'BACKUP' && priority < 255;
  if (nopreempt && works) add(1, 'nopreempt', 'Never takes the address back from a lower priority.');
  else if (nopreempt) add(1, `# No nopreempt: with ${state === 'MASTER' ? 'state MASTER' : 'priority 255'} keepalived clears it.`);
  if (preemptDelayMs === 0) return;
  if (state === 'BACKUP' && !(nopreempt && works)) add(1, `preempt_delay ${secondsText(preemptDelayMs)}`, 'Seconds to wait before taking the address back.');
  else add(1, `# No preempt_delay ${secondsText(preemptDelayMs)}: with ${state === 'MASTER' ? 'state MASTER' : 'nopreempt'} keepalived clears it.`);
}

function renderUnicast({ source, peers }: NonNullable<VrrpInstancePart['unicast']>, add: Add): void {
  if (source !== '') add(1, `unicast_src_ip ${source}`, 'Adverts go to each member, not to a multicast group.');
  add(1, 'unicast_peer {');
  for (const peer of peers) add(2, peer);
  add(1, '}');
}

function renderTracking(instance: VrrpInstancePart, names: ReadonlyMap<VrrpInstancePart, string>, add: Add): void {
  const name = names.get(instance);
  if (name === undefined) return;
  if (instance.priority === 255 && instance.trackScript!.weight !== 0) {
    add(1, `# No track_script ${name}: nothing changes priority 255.`);
    return;
  }
  add(1, 'track_script {');
  add(2, name);
  add(1, '}');
}

import type { VirtualAddress } from '../model.ts';
import type { Infrastructure, TrackScript, VrrpMember } from '../vocabulary/index.ts';
import { ms, msOr } from './times.ts';

/** keepalived's default `advert_int`. */
const ADVERT_INT_MS = 1000;

function resolveMember(host: string, member: VrrpMember): VirtualAddress['members'][number] {
  const { priority, state = 'BACKUP', nopreempt = false, preemptDelay } = member;
  return { host, priority, state, nopreempt, preemptDelayMs: msOr(preemptDelay, 0) };
}

function resolveScript({ check, interval, fall = 1, rise = 1, weight = 0 }: TrackScript): NonNullable<VirtualAddress['trackScript']> {
  return { check, intervalMs: ms(interval), fall, rise, weight };
}

/** The virtual addresses with keepalived's defaults. */
export function resolveKeepalived({ keepalived = {} }: Infrastructure): VirtualAddress[] {
  return Object.entries(keepalived).map(([name, instance]) => ({
    name,
    address: instance.virtualAddress,
    virtualRouterId: instance.virtualRouterId,
    version: instance.version ?? 2,
    advertIntMs: msOr(instance.advertInt, ADVERT_INT_MS),
    members: Object.entries(instance.members).flatMap(([host, member]) => (member === undefined ? [] : [resolveMember(host, member)])),
    unicast: instance.unicast ?? false,
    trackScript: instance.trackScript === undefined ? null : resolveScript(instance.trackScript),
  }));
}

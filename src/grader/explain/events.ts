import type { HistoryEvent } from '../../simulation/index.ts';
import { faultText } from './fault-text.ts';

const TEXTS: { [kind in HistoryEvent['kind']]: (at: string, about: string) => string } = {
  'fault-begins': (at, about) => `fault begins: ${faultText({ at, about })}`,
  'fault-ends': (at, about) => `fault ends: ${faultText({ at, about })}`,
  'server-down': (at, about) => `${at} takes ${about || 'a server'} out: its checks failed`,
  'server-up': (at, about) => `${at} sends to ${about || 'a server'} again`,
  promoted: (at, about) => `${about || at} is promoted to primary`,
  'semi-sync-off': (at) => `${at} stops waiting for replicas`,
  'semi-sync-on': (at) => `${at} waits for a replica again`,
  'address-taken': (at, about) => `${at} takes the address ${about}`,
  'address-released': (at, about) => `${at} no longer has the address ${about}`,
};

/** What happened, in a few words without its time: "lb-1 takes web1 out: its checks failed". */
export function describeEvent({ kind, at, about }: HistoryEvent): string {
  return TEXTS[kind](at, about);
}

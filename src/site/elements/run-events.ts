// What an event of a run is called: the changes of state that the recorder kept.
import type { HistoryEvent } from '../../simulation/history.ts';
import { faultText } from '../charts/fault-text.ts';
import type { GlyphName } from './glyph.ts';

const SAYINGS: { [kind in HistoryEvent['kind']]: { mark: GlyphName; say: (at: string, about: string) => string } } = {
  'fault-begins': { mark: 'down', say: (at, about) => `fault begins: ${faultText({ at, about })}` },
  'fault-ends': { mark: 'ok', say: (at, about) => `fault ends: ${faultText({ at, about })}` },
  'server-down': { mark: 'down', say: (at, about) => `${at} takes ${about || 'a server'} out: its checks failed` },
  'server-up': { mark: 'ok', say: (at, about) => `${at} sends to ${about || 'a server'} again` },
  promoted: { mark: 'ok', say: (at, about) => `${about || at} is promoted to primary` },
  'semi-sync-off': { mark: 'deg', say: (at) => `${at} stops waiting for replicas` },
  'semi-sync-on': { mark: 'ok', say: (at) => `${at} waits for a replica again` },
  'address-taken': { mark: 'ok', say: (at, about) => `${at} takes the address ${about}` },
  'address-released': { mark: 'deg', say: (at, about) => `${at} no longer has the address ${about}` },
};

/** The glyph of an event. */
export const eventGlyph = ({ kind }: HistoryEvent): GlyphName => SAYINGS[kind].mark;

/** The sentence of one event, without its time. */
export function eventText(event: HistoryEvent): string {
  return SAYINGS[event.kind].say(event.at, event.about);
}

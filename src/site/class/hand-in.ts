// From the workspace into the outbox: a finished run is kept on this computer before anything is sent. Small, since it is part of the workspace's own script.
import * as store from '../platform/store.ts';
import { decodeMember, MEMBER_KEY } from '../records/member.ts';
import { encodeEntry, newEntry, outboxKey, type OutboxEntry, type OwnVerdict } from '../records/outbox.ts';
import type { ClassSession } from './session.ts';
import { newUuid } from './uuid.ts';
import { HANDED_IN, type ClassHandle, type ClassView } from './view.ts';

declare global {
  /** Set by scripts/class.js, on pages of a class server only. */
  var nspClass: ClassSession | undefined;
}

/** What the event `nsp-handed-in` carries. */
export interface HandedInEvent { entry: OutboxEntry; isKept: boolean }

const handle = (): ClassHandle | undefined => self.nspClass;

/** What a class says about an exercise; null: there is none, or its script is not there yet. */
export const classView = (exercise: string): ClassView | null => handle()?.view(exercise) ?? null;

/** Tries at once what waits. */
export const sendNow = (): void => handle()?.sendNow();

/** Hands in what a finished run has shown; does nothing for who is in no class. Never rejects. */
export async function handIn(exercise: string, source: string, hints: number, found: OwnVerdict): Promise<void> {
  if (!document.querySelector('meta[name="nsp-server"]')) return;
  const member = handle()?.member ?? decodeMember(await store.read(MEMBER_KEY));
  if (member === null) return;
  const entry = newEntry({ id: newUuid(), learner: member.learner, exercise, source, hints, found, savedMs: Date.now() });
  const isKept = await store.write(outboxKey(entry.id), encodeEntry(entry)).then(() => true, () => false);
  document.dispatchEvent(new CustomEvent<HandedInEvent>(HANDED_IN, { detail: { entry, isKept } }));
}

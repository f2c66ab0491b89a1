// First-in-first-out queues of calls: doubly linked through the table of calls, so that one can leave from the middle.
import type { Calls } from './calls.ts';

/** Heads and lengths by queue number. */
export function createWaiting(count: number) {
  return { first: new Int32Array(count).fill(-1), last: new Int32Array(count).fill(-1), length: new Int32Array(count) };
}

/** All queues. */
export type Waiting = ReturnType<typeof createWaiting>;

/** Puts a call at the end. */
export function enqueue(waiting: Waiting, calls: Calls, queue: number, call: number): void {
  const last = waiting.last[queue];
  calls.queue[call] = queue;
  calls.previous[call] = last;
  calls.next[call] = -1;
  if (last < 0) waiting.first[queue] = call;
  else calls.next[last] = call;
  waiting.last[queue] = call;
  waiting.length[queue]++;
}

/** Puts a call behind those of its own class of priority and of more urgent ones. */
export function enqueueByPriority(waiting: Waiting, calls: Calls, queue: number, call: number): void {
  let before = waiting.last[queue];
  while (before >= 0 && calls.priority[before] > calls.priority[call]) before = calls.previous[before];
  if (before === waiting.last[queue]) return enqueue(waiting, calls, queue, call);
  const next = before < 0 ? waiting.first[queue] : calls.next[before];
  calls.queue[call] = queue;
  calls.previous[call] = before;
  calls.next[call] = next;
  calls.previous[next] = call;
  if (before < 0) waiting.first[queue] = call;
  else calls.next[before] = call;
  waiting.length[queue]++;
}

/** Takes a call out of the queue that it stands in. */
export function leaveQueue(waiting: Waiting, calls: Calls, call: number): void {
  const queue = calls.queue[call];
  const previous = calls.previous[call];
  const next = calls.next[call];
  if (previous < 0) waiting.first[queue] = next;
  else calls.next[previous] = next;
  if (next < 0) waiting.last[queue] = previous;
  else calls.previous[next] = previous;
  calls.queue[call] = -1;
  waiting.length[queue]--;
}

/** The call at the head, taken out; −1: the queue is empty. */
export function dequeue(waiting: Waiting, calls: Calls, queue: number): number {
  const call = waiting.first[queue];
  if (call >= 0) leaveQueue(waiting, calls, call);
  return call;
}

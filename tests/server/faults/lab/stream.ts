// Learners who hand in without a pause, and send again what was not acknowledged, as the page does. They remember what the server acknowledged.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { hashOf } from '../../../../src/server/identity/secrets.ts';

/** What was acknowledged: the hash of each source, by id. */
export type Acknowledged = Map<string, string>;

/** A stream of submissions. */
export interface Stream {
  readonly acknowledged: Acknowledged;
  /** Answers by status; `none`: the connection broke. */
  readonly answers: Map<number | 'none', number>;
  /** What the newest answer of a status said. */
  readonly bodies: Map<number | 'none', string>;
  /** Where they send from now on; empty: nowhere, they wait. */
  to(url: string): void;
  /** Resolves after so many further acknowledgements. */
  further(count: number): Promise<void>;
  /** Resolves at the next answer with this status. */
  answered(status: number): Promise<void>;
  /** Ends the stream once what is under way has an answer or none. */
  end(): Promise<void>;
}

/** Answers after which the same is sent again a little later. */
const AGAIN: readonly (number | 'none')[] = ['none', 503, 507];

/** Starts `senders` that take turns with `learners`, of whom each may have few designs waiting. */
export function startStream(learners: number, senders: number): Stream {
  const acknowledged: Acknowledged = new Map();
  const answers: Stream['answers'] = new Map();
  const bodies: Stream['bodies'] = new Map();
  const waiting: { isOver: (status: number | 'none') => boolean; done: () => void }[] = [];
  const until = (isOver: (status: number | 'none') => boolean): Promise<void> => new Promise((done) => waiting.push({ isOver, done }));
  let [url, isOver, turn] = ['', false, 0];
  const sendOne = async (): Promise<void> => {
    const [id, learner] = [randomUUID(), turn++ % learners];
    const source = `export default {}; // ${id} \u{1f600} ${'x'.repeat(turn % 3000)}`;
    for (;;) {
      const answer = url === '' ? null : await put(url, learner, id, source);
      const status = answer?.status ?? null;
      if (status !== null) {
        answers.set(status, (answers.get(status) ?? 0) + 1);
        bodies.set(status, answer!.text);
        if (status === 200 || status === 201) acknowledged.set(id, hashOf(source));
        for (const { done } of waiting.filter((each) => each.isOver(status))) done();
      }
      if (acknowledged.has(id)) return;
      if (isOver || (status !== null && !AGAIN.includes(status))) return;
      await wait(10);
    }
  };
  const sender = async (): Promise<void> => { while (!isOver) await sendOne(); };
  const running = Array.from({ length: senders }, sender);
  return {
    acknowledged, answers, bodies,
    to: (address) => { url = address; },
    further(count) {
      const enough = acknowledged.size + count;
      return until(() => acknowledged.size >= enough);
    },
    answered: (status) => until((each) => each === status),
    async end() {
      isOver = true;
      await Promise.all(running);
    },
  };
}

/** Hands in once; the answer, or `none` where the connection broke. */
export async function put(url: string, learner: number, id: string, source: string): Promise<{ status: number | 'none'; text: string }> {
  try {
    const response = await fetch(`${url}/api/v1/submissions/${id}`, { method: 'PUT', headers: { 'content-type': 'application/json', cookie: `nsp=token ${learner}` }, body: JSON.stringify({ exercise: 'weights', source, hints: 0 }), signal: AbortSignal.timeout(10_000) });
    return { status: response.status, text: await response.text() };
  } catch {
    return { status: 'none', text: '' };
  }
}

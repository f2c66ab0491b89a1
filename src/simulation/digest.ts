// A short name for what a run did: equal runs have equal digests, in every engine.
import type { Run } from './run.ts';

/** Two 32-bit words, mixed with one word of input after another (multiply and rotate, as in MurmurHash3). */
class Digest {
  readonly #words = Uint32Array.of(0x9e3779b9, 0x7f4a7c15);
  readonly #view = new DataView(new ArrayBuffer(8));

  word(value: number): void {
    const w = this.#words;
    let a = Math.imul(value, 0xcc9e2d51);
    a = Math.imul((a << 15) | (a >>> 17), 0x1b873593);
    w[0] ^= a;
    w[0] = Math.imul((w[0] << 13) | (w[0] >>> 19), 5) + 0xe6546b64;
    w[1] ^= Math.imul(value ^ w[0], 0x85ebca6b);
    w[1] = Math.imul((w[1] << 17) | (w[1] >>> 15), 5) + 0x38b34ae5;
  }

  number(value: number): void {
    this.#view.setFloat64(0, value);
    this.word(this.#view.getInt32(0));
    this.word(this.#view.getInt32(4));
  }

  text(value: string): void {
    this.word(value.length);
    for (let i = 0; i < value.length; i++) this.word(value.charCodeAt(i));
  }

  toString(): string {
    const [high, low] = this.#words;
    return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
  }
}

/** 16 hexadecimal digits over the totals of a run and, if it kept one, its whole history. */
export function digestOf(run: Run): string {
  const digest = new Digest();
  const { totals, history } = run;
  for (const value of [run.seed, run.complete ? 1 : 0, run.events, totals.requests, totals.ok, totals.failed, totals.attempts]) digest.number(value);
  if (history === null) return digest.toString();
  const { requests, attempts, perSecond, events, writes } = history;
  const columns = [
    requests.arrivalMs, requests.endMs, requests.class, requests.outcome, requests.reached, attempts.sentMs, attempts.server, attempts.kind,
    perSecond.busyMs, perSecond.waiting,
  ];
  for (const column of columns) {
    digest.word(column.length);
    for (let i = 0; i < column.length; i++) digest.number(column[i]);
  }
  for (const event of events) {
    digest.number(event.atMs);
    digest.text(event.kind);
    digest.text(event.at);
    digest.text(event.about);
  }
  for (const value of [writes.acknowledged, writes.lost, writes.mostAtRisk]) digest.number(value);
  return digest.toString();
}

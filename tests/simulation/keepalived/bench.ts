// Hosts with keepalived and nothing else: what is done to them, and a diary of what they do.
import { EventQueue } from '../../../src/simulation/engine/queue.ts';
import { handleVrrp } from '../../../src/simulation/keepalived/events.ts';
import { createVrrp, instanceOf, type Test, type Vrrp } from '../../../src/simulation/keepalived/instances.ts';
import { start } from '../../../src/simulation/keepalived/vrrp.ts';
import type { VirtualAddress } from '../../../src/infrastructure/model.ts';
import { virtualAddress } from '../build.ts';

export interface Line { atMs: number; node: number; what: string }

export class Bench {
  readonly queue = new EventQueue();
  readonly vrrp: Vrrp;
  readonly diary: Line[] = [];
  /** Pairs [from, to] whose adverts are lost. */
  cuts: [number, number][] = [];
  test: Test = 'good';

  constructor(members: (Partial<VirtualAddress['members'][number]> & { priority: number })[], given: Partial<VirtualAddress> = {}) {
    const address = virtualAddress(members.map((one, i) => ({ host: `lb${i + 1}`, ...one })), given);
    const note = (what: string) => (node: number): void => void this.diary.push({ atMs: this.queue.now, node, what });
    this.vrrp = createVrrp(address.members.map((member, i) => instanceOf(address, member, { group: 0, host: i, rank: i })), this.queue, {
      reaches: (from, to) => !this.cuts.some((cut) => cut[0] === from && cut[1] === to),
      test: () => this.test, taken: note('taken'), released: note('released'), announced: note('arp'), advertised: (node, priority) => note(`advert ${priority}`)(node),
    });
  }

  /** Starts hosts at the moments given, the first at 0. */
  static started(members: ConstructorParameters<typeof Bench>[0], given: Partial<VirtualAddress> = {}, gapMs = 5): Bench {
    const bench = new Bench(members, given);
    members.forEach((_, i) => {
      bench.until(i * gapMs);
      bench.start(i);
    });
    return bench;
  }

  start(i: number): void {
    start(this.vrrp, i);
  }

  until(ms: number): void {
    while (this.queue.next(ms)) handleVrrp(this.vrrp);
    this.queue.passTo(ms);
  }

  /** Goes on until this long after the next advert of a host, and says when that was. */
  afterAdvert(node: number, ms: number): number {
    const known = this.diary.length;
    while (!this.diary.slice(known).some((one) => one.node === node && one.what.startsWith('advert'))) {
      if (!this.queue.next(this.queue.now + 60_000)) throw new Error('no advert');
      handleVrrp(this.vrrp);
    }
    const at = this.queue.now;
    this.until(at + ms);
    return at;
  }

  owners(): number[] {
    return [...this.vrrp.state.holds].flatMap((holds, i) => (holds === 1 ? [i] : []));
  }

  /** When a host did something for the first time from a moment on; NaN: never. */
  when(node: number, what: string, fromMs = 0): number {
    return this.diary.find((one) => one.node === node && one.what === what && one.atMs >= fromMs)?.atMs ?? NaN;
  }
}

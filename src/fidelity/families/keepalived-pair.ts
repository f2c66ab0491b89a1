// Two hosts with keepalived and a cable between them: the rules of the simulator, driven by hand, with a diary of what leaves and who has the address.
import type { KeepalivedPart } from '../../daemons/parts.ts';
import { EventQueue } from '../../simulation/engine/queue.ts';
import { handleVrrp } from '../../simulation/keepalived/events.ts';
import { addressNumber, createVrrp, instanceOf, type Vrrp } from '../../simulation/keepalived/instances.ts';
import { GRATUITOUS_ARPS } from '../../simulation/keepalived/timers.ts';

/** What happened, at which of the two. */
export type Entry = { atMs: number; node: number } & ({ kind: 'advert'; priority: number } | { kind: 'taken' | 'released' | 'announced' });

/** The pair before its start. */
export class Pair {
  readonly queue = new EventQueue();
  readonly vrrp: Vrrp;
  readonly diary: Entry[] = [];
  /** The directions that are cut: from each node to the other. */
  readonly cut: boolean[] = [false, false];
  /** Whether what the track scripts look at has failed. */
  failed = false;

  /** The first instance of each file; `addresses` decide between equal priorities. */
  constructor(parts: readonly KeepalivedPart[], addresses: readonly (string | null)[]) {
    const layout = parts.map((part, host) => {
      const one = part.instances[0]!;
      return instanceOf(one, one, { group: 0, host, rank: addressNumber(addresses[host] ?? null) ?? host });
    });
    const note = (kind: 'taken' | 'released' | 'announced') => (node: number): void => void this.diary.push({ atMs: this.queue.now, node, kind });
    this.vrrp = createVrrp(layout, this.queue, {
      reaches: (from) => !this.cut[from],
      test: () => (this.failed ? 'bad' : 'good'),
      taken: note('taken'), released: note('released'), announced: note('announced'),
      advertised: (node, priority) => void this.diary.push({ atMs: this.queue.now, node, kind: 'advert', priority }),
    });
  }

  /** Lets time pass until a moment, at which `now` stands then. */
  until(ms: number): void {
    while (this.queue.next(ms)) handleVrrp(this.vrrp);
    this.queue.passTo(ms);
  }

  /** Lets time pass, event by event, until something holds or a moment has come; says whether it held. */
  untilTrue(holds: () => boolean, latestMs: number): boolean {
    while (!holds()) {
      if (!this.queue.next(latestMs)) {
        this.until(latestMs);
        return holds();
      }
      handleVrrp(this.vrrp);
    }
    return true;
  }

  has(node: number): boolean {
    return this.vrrp.state.holds[node] === 1;
  }

  /** The latest advert of a node from `fromMs` on, before `untilMs`, with a priority that is wanted; null: none. */
  lastAdvert(node: number, untilMs: number, wanted: (priority: number) => boolean): number | null {
    return this.diary.findLast((one) => one.kind === 'advert' && one.node === node && one.atMs <= untilMs && wanted(one.priority))?.atMs ?? null;
  }

  /** The first entry from a moment on that fits. */
  first(fromMs: number, fits: (entry: Entry) => boolean): Entry | undefined {
    return this.diary.find((one) => one.atMs >= fromMs && fits(one));
  }

  /** Gratuitous ARPs that a node sent in a span. */
  arps(node: number, fromMs: number, untilMs: number): number {
    return GRATUITOUS_ARPS * this.diary.filter((one) => one.kind === 'announced' && one.node === node && one.atMs >= fromMs && one.atMs < untilMs).length;
  }
}

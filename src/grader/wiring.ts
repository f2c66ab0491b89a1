// The parts of a design and who sends what to whom, as data.
import type { SourcePlace } from './source/place.ts';

/** What a picture of a run is drawn from. */
export interface Wiring {
  nodes: WiringNode[];
  edges: WiringEdge[];
  /** Lines of everything that has a name: hosts, machines (that of their first host), zones, and all nodes. */
  places: { [name: string]: SourcePlace };
}

/** One part. */
export interface WiringNode {
  /** As events and series name it. */
  name: string;
  kind: 'virtual-address' | 'haproxy' | 'nginx' | 'application' | 'database';
  /** null: a virtual address. */
  host: string | null;
  /** Hosts that may hold a virtual address, highest priority first; empty for everything else. */
  holders: string[];
  place: SourcePlace | null;
}

/** Who sends what to whom; `from: null` are the users. */
export interface WiringEdge {
  from: string | null;
  to: string;
  kind: 'requests' | 'reads' | 'writes' | 'replication';
  /** Name of the server line within its backend, as events name it; null: it has none. */
  server: string | null;
  isBackup: boolean;
  place: SourcePlace | null;
}

// The parts of a design and who sends what to whom, as data.
import type { SourcePlace } from './source/place.ts';

/** What a picture of a run is drawn from. */
export interface Wiring {
  nodes: WiringNode[];
  edges: WiringEdge[];
  hosts: WiringHost[];
}

/** Kinds of parts. */
export type WiringKind = 'virtual-address' | 'haproxy' | 'nginx' | 'application' | 'database';

/** One part. */
export interface WiringNode {
  /** As events and series name it; a virtual address by its address. */
  name: string;
  kind: WiringKind;
  /** null: a virtual address. */
  host: string | null;
  /** Hosts that may hold a virtual address, highest priority first; empty for everything else. */
  holders: string[];
  place: SourcePlace | null;
}

/** Where parts stand, and what dies together. One without machine or zone has its own name there. */
export interface WiringHost {
  name: string;
  machine: string;
  zone: string;
  place: SourcePlace | null;
}

/** Who sends what to whom; `from: null` are the users. */
export interface WiringEdge {
  from: string | null;
  to: string;
  /** `held`: from a virtual address to what answers there while that host holds it. */
  kind: 'requests' | 'reads' | 'writes' | 'replication' | 'held';
  /** Name of the server line within its backend, as events name it; null: it has none. */
  server: string | null;
  /** Of a server line; of `held`: another host has a higher priority. */
  isBackup: boolean;
  place: SourcePlace | null;
}

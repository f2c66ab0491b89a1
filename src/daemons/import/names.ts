// Names for what files know by address only. An address that two files name is one host.
import type { Endpoint } from '../parts.ts';

/** What listens at an address and a port. */
export interface Listener { kind: 'application' | 'nginx' | 'database'; name: string; host: string; port: number }

/** The hosts and listeners found so far. */
export class Names {
  /** Host names by address. */
  readonly hosts: Map<string, string>;
  readonly listeners: Listener[] = [];
  readonly #taken = new Set<string>();

  /** `known`: names by address, from a hosts file. */
  constructor(known: ReadonlyMap<string, string>) {
    this.hosts = new Map(known);
    for (const name of known.values()) this.#taken.add(name);
  }

  /** The host at an address; one that nobody has named gets `wish`, or `wish-2` where that is taken. */
  host(address: string, wish: string): string {
    const known = this.hosts.get(address);
    if (known !== undefined) return known;
    const name = this.free(wish);
    this.hosts.set(address, name);
    return name;
  }

  /** Notes that a host has this address; false when the address belongs to another one. */
  place(host: string, address: string): boolean {
    const known = this.hosts.get(address);
    if (known !== undefined) return known === host;
    this.#taken.add(host);
    this.hosts.set(address, host);
    return true;
  }

  /** A name that nothing else has. */
  free(wish: string): string {
    const base = wish.replaceAll(/[^A-Za-z0-9_.-]/g, '-') || 'host';
    let name = base;
    for (let n = 2; this.#taken.has(name); n++) name = `${base}-${n}`;
    this.#taken.add(name);
    return name;
  }

  /** Address of a host; the first that is known. */
  addressOf(host: string): string | null {
    for (const [address, name] of this.hosts) if (name === host) return address;
    return null;
  }

  /** What listens there, seen from a host; a listener that nobody has named becomes an application called `wish`, or a database node where `kind` says so. */
  listener({ address, port }: Endpoint, from: string, wish: string, kind: Listener['kind']): Listener {
    const isLoopback = address.startsWith('127.') || address === '::1' || address === 'localhost';
    const host = isLoopback ? from : this.host(address, `${wish}-host`);
    const known = this.listeners.find((one) => one.host === host && one.port === port);
    if (known !== undefined) return known;
    const names = this.listeners.map((one) => one.name);
    let name = wish;
    for (let n = 2; names.includes(name); n++) name = `${wish}-${n}`;
    const listener = { kind, name, host, port };
    this.listeners.push(listener);
    return listener;
  }
}

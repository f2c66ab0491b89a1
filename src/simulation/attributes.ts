// What a request says beyond its class. Users' requests are all alike in this; requests by hand are not.

/** A request as its client sends it. */
export interface RequestAttributes {
  method: string;
  /** Path with query, such as `/a/b?x=1`. */
  uri: string;
  /** Names in lower case. */
  headers: { [name: string]: string };
  /** The client's IPv4 address. */
  address: string;
  /** Whether the client sends all of it: not a word of HTTP (`malformed`), only half the headers, headers but only half the body, or the rest of the body later. */
  sends: 'all' | 'malformed' | 'half-headers' | 'half-body' | 'body-later';
}

/** The client's IPv4 address as a number from 0 to 2³² − 1. */
export function addressNumber(address: string): number {
  return address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
}

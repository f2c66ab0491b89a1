import { describe, expect, it } from 'vitest';
import { readRaw } from '../../src/fidelity/families/haproxy-raw.ts';

const HOST = 'GET /x HTTP/1.1\r\nHost: a\r\n';

describe('a raw request', () => {
  it.each<[unknown[], string]>([
    [[`${HOST}\r\n`], 'all'], [[HOST], 'half-headers'], [['GET / HT'], 'half-headers'], [[0.1], 'half-headers'], [['POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nabc'], 'half-body'],
    [['POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc'], 'all'], [['NONSENSE\r\n\r\n'], 'malformed'], [['NONSENSE\r\n'], 'malformed'], [[`${HOST}Bad Header: x\r\n\r\n`], 'malformed'],
    // Tried on HAProxy 2.6.12: 400 for all of these.
    [['GET /\r\n\r\n'], 'malformed'], [['GET /a b HTTP/1.1\r\n\r\n'], 'malformed'], [[`${HOST}Host: b\r\n\r\n`], 'malformed'], [['POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n'], 'malformed'],
    [['POST / HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc'], 'malformed'],
    // And 200 for these.
    [['GET / HTTP/1.1\r\n\r\n'], 'all'], [['GET / HTTP/9.9\r\n\r\n'], 'all'], [['POST / HTTP/1.1\nHost: a\nContent-Length: 3\n\nabc'], 'all'],
  ])('%j is sent: %s', (pieces, sends) => expect(readRaw(pieces).request.sends).toBe(sends));
  it('says what it asks for', () => expect(readRaw([`${HOST}Cookie: SRV=c1\r\n\r\n`]).request).toEqual({ method: 'GET', uri: '/x', headers: { host: 'a', cookie: 'SRV=c1' }, sends: 'all' }));
  it('may go on later, or break off', () => {
    expect(readRaw([HOST, 0.2, '\r\n', 0.1, 'RST'])).toMatchObject({ request: { sends: 'half-headers' }, later: [{ afterMs: 200, what: 'complete' }, { afterMs: expect.closeTo(300, 6), what: 'abort' }] });
    expect(readRaw([HOST, 0.2, 'Accept: */*\r\n']).later).toEqual([]);
  });
});

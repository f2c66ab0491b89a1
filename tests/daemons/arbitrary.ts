// Random texts that look a little like a daemon's file.
import fc from 'fast-check';

/** Options of every property here: the same cases each time. */
export const RUNS = { seed: 20_261, numRuns: 300 } as const;

/** IPv4 addresses. */
export const address = fc.tuple(fc.integer({ min: 1, max: 223 }), fc.nat(255), fc.nat(255), fc.nat(255)).map((bytes) => bytes.join('.')).filter((text) => !text.startsWith('127.'));
/** An address or a network. */
export const network = fc.oneof(address, fc.tuple(address, fc.integer({ min: 1, max: 32 })).map(([base, bits]) => `${base}/${bits}`));
/** Addresses of IPv6, short ones among them. */
export const address6 = fc.ipV6().map((text) => text.toLowerCase()).filter((text) => !text.includes('.') && text !== '::' && text !== '::1');
/** Where something listens. */
export const endpoint = fc.record({ address: fc.oneof({ weight: 4, arbitrary: address }, { weight: 1, arbitrary: address6 }), port: fc.integer({ min: 1, max: 65_535 }) });

/** Any text; pieces of a real file in any order; a real file with a bite out of it. */
export function brokenTexts(real: readonly string[], words: readonly string[]): fc.Arbitrary<string> {
  const piece = fc.oneof(fc.constantFrom(...words), fc.constantFrom(' ', '\n', '\t', '"', "'", '{', '}', '[', ']', ';', ',', ':', '=', '#', '\\', '!', '@', '$', '-', '/*', '*/', '--'), fc.string({ maxLength: 6 }), fc.nat().map(String));
  const bitten = fc.tuple(fc.constantFrom(...real), fc.nat(), fc.nat(40), fc.string({ maxLength: 12 })).map(([text, at, length, put]) => text.slice(0, at % text.length) + put + text.slice((at % text.length) + length));
  return fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')), bitten);
}

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nameUuid, sha1 } from '../../../../src/site/package/cmi5/name-uuid.ts';

it('is the SHA-1 of Node, for every length around a block', () => {
  for (let length = 0; length < 200; length += 1) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + length) & 255);
    expect(Buffer.from(sha1(bytes)).toString('hex')).toBe(createHash('sha1').update(bytes).digest('hex'));
  }
  fc.assert(fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => Buffer.from(sha1(bytes)).equals(createHash('sha1').update(bytes).digest())));
});

it('gives one UUID of version 5 to one name', () => {
  expect(nameUuid('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(nameUuid('a')).toBe(nameUuid('a'));
  expect(nameUuid('a')).not.toBe(nameUuid('b'));
});

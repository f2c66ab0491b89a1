import { describe, expect, it } from 'vitest';
import { hashOf, hashOfCode, newJoinCode, newRecoveryCode, newToken, readCode } from '../../../src/server/identity/secrets.ts';

describe('codes', () => {
  it('have groups of four without letters that look like others', () => {
    for (let i = 0; i < 200; i++) {
      expect(newJoinCode()).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(newRecoveryCode()).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
    }
    expect(new Set(Array.from({ length: 500 }, newJoinCode)).size).toBe(500);
    expect(newToken()).toMatch(/^[\w-]{43}$/);
  });

  it.each([['k7qm-2xrd'], [' K7QM 2XRD '], ['K7QM2XRD'], ['k7qm–2xrd'], ['Ｋ７ＱＭ-２ＸＲＤ']])('are known as %j', (typed) => {
    expect(hashOfCode(typed)).toBe(hashOfCode('K7QM-2XRD'));
  });

  it('are read as they were meant', () => {
    expect(readCode('oO iIlL')).toBe('001111');
    expect(hashOfCode('K7QM-2XRC')).not.toBe(hashOfCode('K7QM-2XRD'));
  });

  it('are kept as SHA-256', () => expect(hashOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'));
});

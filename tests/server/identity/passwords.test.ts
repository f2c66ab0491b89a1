import { describe, expect, it } from 'vitest';
import { Busy, hashPassword, isPassword } from '../../../src/server/identity/passwords.ts';

describe('a password', () => {
  it('is known again, whichever way its letters were composed', async () => {
    const kept = await hashPassword('caf\u00e9 au lait, deux');
    expect(kept).toMatch(/^scrypt\$32768\$8\$3\$[\w+/]{22}==\$[\w+/]{43}=$/);
    expect(await isPassword('cafe\u0301 au lait, deux', kept)).toBe(true);
    expect(await isPassword('cafe au lait, deux', kept)).toBe(false);
    expect(await hashPassword('caf\u00e9 au lait, deux')).not.toBe(kept);
  });

  it('opens nothing for who does not exist', async () => {
    expect(await isPassword('', null)).toBe(false);
  });

  it('is not worked on without end', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 40 }, () => isPassword('x', null)));
    const refused = tries.filter((one) => one.status === 'rejected');
    expect(refused).toHaveLength(18);
    expect(refused.every(({ reason }) => reason instanceof Busy)).toBe(true);
    expect(await isPassword('x', null)).toBe(false);
  });
});

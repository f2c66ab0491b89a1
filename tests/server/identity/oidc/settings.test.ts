import { describe, expect, it } from 'vitest';
import { isAllowed } from '../../../../src/server/identity/oidc-allow.ts';
import { BadOidcSettings, readOidcSettings } from '../../../../src/server/identity/oidc-settings.ts';

const GOOD = { NSP_OIDC_ISSUER: 'https://login.example/realms/school', NSP_OIDC_CLIENT_ID: 'course', NSP_OIDC_CLIENT_SECRET: 'secret', NSP_PUBLIC_URL: 'https://course.example' };
const read = (changes: Record<string, string | undefined>, readFile = (): string => '') => readOidcSettings({ ...GOOD, ...changes }, readFile);
const allows = (rules: string, claims: Record<string, unknown>): boolean => isAllowed(read({ NSP_OIDC_ALLOW: rules })!.allow, claims);

describe('settings of sign-in through a provider', () => {
  it('are none without an issuer', () => {
    expect(readOidcSettings({}, () => '')).toBeNull();
    expect(read({ NSP_OIDC_ISSUER: '' })).toBeNull();
  });

  it('have a name, and a secret that may lie in a file', () => {
    expect(read({})).toMatchObject({ name: 'login.example', clientSecret: 'secret', allow: [] });
    expect(read({ NSP_OIDC_NAME: 'School', NSP_OIDC_CLIENT_SECRET: undefined, NSP_OIDC_CLIENT_SECRET_FILE: '/run/secret' }, () => 'from a file\n')).toMatchObject({ name: 'School', clientSecret: 'from a file' });
  });

  it.each([
    [{ NSP_OIDC_CLIENT_ID: undefined }, 'NSP_OIDC_CLIENT_ID is missing'],
    [{ NSP_OIDC_CLIENT_SECRET: ' ' }, 'NSP_OIDC_CLIENT_SECRET is missing'],
    [{ NSP_OIDC_CLIENT_SECRET_FILE: '/empty' }, 'The file /empty, which NSP_OIDC_CLIENT_SECRET_FILE names, is empty'],
    [{ NSP_PUBLIC_URL: undefined }, 'NSP_PUBLIC_URL is missing'],
    [{ NSP_PUBLIC_URL: 'https://course.example/path' }, 'NSP_PUBLIC_URL is an origin'],
    [{ NSP_PUBLIC_URL: 'http://course.example' }, 'NSP_PUBLIC_URL begins with https://'],
    [{ NSP_OIDC_ISSUER: 'http://login.example' }, 'NSP_OIDC_ISSUER begins with https://'],
    [{ NSP_OIDC_ISSUER: 'http://127.0.0.1.evil.example' }, 'NSP_OIDC_ISSUER begins with https://'],
    [{ NSP_OIDC_ISSUER: 'https://user:word@login.example' }, 'NSP_OIDC_ISSUER is not an address'],
    [{ NSP_OIDC_ISSUER: 'login' }, 'NSP_OIDC_ISSUER is not an address'],
    [{ NSP_OIDC_ALLOW: 'everyone' }, 'a rule that is not known: everyone'],
    [{ NSP_OIDC_ALLOW: 'domain:' }, 'a rule that is not known: domain:'],
    [{ NSP_OIDC_ALLOW: 'domain:*' }, 'a rule that is not known: domain:*'],
    [{ NSP_OIDC_ALLOW: 'claim:groups' }, 'a rule that is not known: claim:groups'],
  ])('%j: %s', (changes, message) => {
    expect(() => read(changes)).toThrow(BadOidcSettings);
    expect(() => read(changes)).toThrow(message);
  });

  it('say that a file is missing', () => {
    expect(() => read({ NSP_OIDC_CLIENT_SECRET_FILE: '/none' }, () => { throw new Error('ENOENT'); })).toThrow('The file /none, which NSP_OIDC_CLIENT_SECRET_FILE names, cannot be read.');
  });
});

describe('a rule', () => {
  it('is needed', () => expect(allows('', { sub: 'ada', email: 'a@b.example', email_verified: true })).toBe(false));

  it.each<[string, Record<string, unknown>, boolean]>([
    ['sub:ada', { sub: 'ada' }, true],
    ['sub:ada', { sub: 'Ada' }, false],
    ['email:Ada@Example.edu', { email: 'ada@example.edu', email_verified: true }, true],
    ['email:ada@example.edu', { email: 'ada@example.edu' }, false],
    ['domain:example.edu', { email: 'x@EXAMPLE.edu', email_verified: true }, true],
    ['domain:example.edu', { email: 'x@example.edu', email_verified: false }, false],
    ['domain:example.edu', { email: 'x@example.edu', email_verified: 'true' }, false],
    ['domain:example.edu', { email: '"x@example.edu"@evil.example', email_verified: true }, false],
    ['domain:example.edu', { email: 'x@example.edu.evil.example', email_verified: true }, false],
    ['domain:example.edu', { email: 'example.edu', email_verified: true }, false],
    ['domain:example.edu', { email: ['x@example.edu'], email_verified: true }, false],
    ['claim:groups=teachers', { groups: ['staff', 'teachers'] }, true],
    ['claim:groups=teachers', { groups: 'teachers' }, true],
    ['claim:groups=teachers', { groups: 'teachers-not' }, false],
    ['claim:groups=teachers', { groups: { teachers: true } }, false],
    ['claim:staff=true', { staff: true }, true],
    ['claim:x=undefined', {}, false],
    ['claim:toString=x sub:b', { sub: 'a' }, false],
  ])('%s, of %j: %s', (rules, claims, expected) => expect(allows(rules, claims)).toBe(expected));
});

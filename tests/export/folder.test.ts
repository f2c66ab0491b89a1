import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sorted, textFile, type Files } from '../../src/export/files.ts';
import { offlineFolder } from '../../src/export/folder.ts';

const LINE = `\n${'='.repeat(78)}\n`;
const NOTICES = `Work of others.\n${LINE}a 1.0.0 (MIT)\nIn: scripts/page.js, scripts/teach.js\n\nText of a\n${LINE}b 2.0.0 (ISC)\nIn: scripts/teach.js\n\nText of b\n`;
const files = (texts: { [path: string]: string }): Files => sorted(Object.entries(texts).map(([path, text]) => [path, textFile(text)]));
const text = (from: Files, path: string): string => new TextDecoder().decode(from.get(path));
const SITE = files({
  'index.html': '<p><span class="keep-sent">6</span> <span class="keep-room">18</span></p>', 'scripts/page.js': '1', 'teach/index.html': 't', 'class/index.html': 'c', 'join/index.html': 'j',
  'scripts/teach.js': 't', 'scripts/class.js': 'c', 'scripts/class-pages.js': 'c', 'styles/teach.css': 't', 'styles/class.css': 'c', 'launch.html': 'l', 'scripts/package-scorm.js': 'p', 'styles/package.css': 'p',
  LICENSE: 'MIT\n', 'LICENSE-content.txt': 'CC BY\n', 'THIRD-PARTY-NOTICES.txt': NOTICES,
  'edition.json': '{"id":"whole","files":{"index.html":[1,"x"],"scripts/page.js":[1,"x"],"teach/index.html":[1,"x"]}}', 'sw.js': 's',
});

describe('offlineFolder', () => {
  const folder = offlineFolder(SITE, { title: 'The course', version: '1.2.3', part: null });

  it('leaves out what only a class or a package needs, and adds what people read', () => {
    expect([...folder.keys()]).toEqual(['LICENSE', 'LICENSE-content.txt', 'README.txt', 'THIRD-PARTY-NOTICES.txt', 'edition.json', 'index.html', 'scripts/page.js', 'sw.js']);
  });

  it('ends lines of its texts as every editor on Windows reads them', () => {
    for (const path of ['LICENSE', 'LICENSE-content.txt', 'README.txt', 'THIRD-PARTY-NOTICES.txt']) {
      expect(text(folder, path).replaceAll('\r\n', ''), path).not.toMatch(/[\r\n]/);
      expect(text(folder, path), path).toContain('\r\n');
    }
    expect(text(folder, 'README.txt')).toMatch(/^The course\r\n==========\r\n/);
    for (const line of text(folder, 'README.txt').split('\r\n')) expect(line.length).toBeLessThanOrEqual(78);
    expect(text(folder, 'README.txt')).toMatch(/^[\x20-\x7e\r\n]*$/);
  });

  it('has the notices of those packages only that are in a file of it', () => {
    expect(text(folder, 'THIRD-PARTY-NOTICES.txt')).toContain('Text of a');
    expect(text(folder, 'THIRD-PARTY-NOTICES.txt')).not.toContain('Text of b');
  });

  it('names the lessons of a part', () => {
    const part = offlineFolder(SITE, { title: 'The course: One', version: '1', part: ['1.2 A lesson'] });
    expect(text(part, 'README.txt')).toContain('a part of the course:\r\n\r\n  - 1.2 A lesson\r\n');
    expect(text(folder, 'README.txt')).not.toContain('a part of the course');
  });

  it('lists its own files for whoever keeps it from a web server, with their hashes and how much that is', () => {
    const { id, files: listed } = JSON.parse(text(folder, 'edition.json')) as { id: string; files: { [path: string]: [number, string] } };
    expect(Object.keys(listed)).toEqual(['index.html', 'scripts/page.js']);
    for (const [path, [bytes, hash]] of Object.entries(listed)) {
      expect(bytes).toBe(folder.get(path)!.length);
      expect(hash).toBe(createHash('sha256').update(folder.get(path)!).digest('base64url').slice(0, 27));
    }
    expect(id).not.toBe('whole');
    expect(text(folder, 'index.html')).toBe('<p><span class="keep-sent">1</span> <span class="keep-room">1</span></p>');
  });
});

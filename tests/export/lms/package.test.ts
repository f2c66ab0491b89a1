// What is in a package, and what is not.
import { describe, expect, it } from 'vitest';
import type { PackageScope } from '../../../src/course/package-scope.ts';
import { sorted, textFile } from '../../../src/export/files.ts';
import { packageOf, PACKAGE_STANDARDS } from '../../../src/export/lms/packages.ts';

const LINE = `\n${'='.repeat(78)}\n`;
const NOTICES = ['Notices', 'fflate\nIn: scripts/package-scorm.js, scripts/x.js\n\nMIT', 'teaching\nIn: scripts/teach.js\n\nMIT', 'lit\nIn: scripts/page.js\n\nBSD'].join(LINE);
const SITE = sorted(['index.html', 'launch.html', 'LICENSE', 'LICENSE-content.txt', 'styles/site.css', 'styles/package.css', 'styles/teach.css', 'scripts/page.js', 'scripts/teach.js', 'scripts/package-scorm.js', 'scripts/package-cmi5.js', 'sw.js', 'edition.json', 'teach/index.html', 'data/exercises/weights.js']
  .map((path) => [path, textFile(path === 'edition.json' ? '{"files":{}}' : `of the site: ${path}`)] as const).concat([['THIRD-PARTY-NOTICES.txt', textFile(NOTICES)]]));
const SCOPE: PackageScope = { format: 1, id: 'part', title: 'A <part> & more', description: 'About "it".', start: 'index.html', lessons: [{ id: 'a/b', title: '</script><b>', exercises: [] }] };
const ABOUT = { title: 'A part', version: '1.0.0', part: null };

describe.each(PACKAGE_STANDARDS.filter((standard) => standard.startsWith('scorm')))('a package of %s', (standard) => {
  const files = packageOf(standard, SITE, SCOPE, ABOUT);
  const text = (path: string): string => new TextDecoder().decode(files.get(path));

  it('holds the course, the launch page with what it needs, licences and a manifest; nothing else', () => {
    expect([...files.keys()]).toEqual(['LICENSE', 'LICENSE-content.txt', 'THIRD-PARTY-NOTICES.txt', 'data/exercises/weights.js', 'imsmanifest.xml', 'index.html', 'launch.html', 'scripts/package-scorm.js', 'scripts/page.js', 'styles/package.css', 'styles/site.css']);
  });

  it('has a launch page that says its standard and its scope, whatever titles hold', () => {
    const html = text('launch.html');
    expect(html).toContain(`<meta name="package-standard" content="${standard}">`);
    expect(html).toContain('src="./scripts/package-scorm.js"');
    expect(JSON.parse(/id="package-scope">(.*?)<\/script>/.exec(html)![1]!)).toEqual(SCOPE);
  });

  it('names the work of others that is in it, and no other', () => {
    expect(text('THIRD-PARTY-NOTICES.txt')).toMatch(/fflate[^]*lit/);
    expect(text('THIRD-PARTY-NOTICES.txt')).not.toContain('teaching');
    expect(text('THIRD-PARTY-NOTICES.txt')).not.toMatch(/[^\r]\n/);
  });

  it('lists every file in its manifest', () => {
    for (const path of files.keys()) expect(text('imsmanifest.xml').includes(`<file href="${path}"/>`)).toBe(path !== 'imsmanifest.xml');
  });
});

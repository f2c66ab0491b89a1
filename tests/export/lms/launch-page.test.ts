// The page that a learning system opens, as text.
import { describe, expect, it } from 'vitest';
import type { PackageScope } from '../../../src/course/package-scope.ts';
import { launchPage } from '../../../src/export/lms/launch-page.ts';

const SCOPE: PackageScope = {
  format: 1, id: 'p', title: 'Load & "weights" </script><script>alert(1)</script>', description: 'What <b>is</b> in it', start: 'load-balancing/weights/index.html',
  lessons: [{ id: 'm/l', title: '</SCRIPT><!-- <script', exercises: [{ id: 'e', title: '`x`', version: 1 }] }],
};

describe('the launch page', () => {
  const page = launchPage(SCOPE, ['scripts/package-scorm.js'], 'scorm-1.2');

  it('carries the scope as it is, whatever stands in its titles', () => {
    const data = /<script type="application\/json" id="package-scope">([^<]*)<\/script>/.exec(page)![1]!;
    expect(JSON.parse(data)).toEqual(SCOPE);
  });

  it('has no script but its own, and no text that is markup', () => {
    expect([...page.matchAll(/<script[^>]*>/g)].map(([tag]) => tag)).toEqual(['<script type="application/json" id="package-scope">', '<script defer src="./scripts/package-scorm.js">']);
    expect(page).toContain('<title>Load &amp; &quot;weights&quot; &lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;</title>');
    expect(page).not.toContain('<b>');
    expect(page).not.toMatch(/ style=| on\w+=/);
  });

  it('names its language, frames the course, and leads to it without scripts', () => {
    expect(page).toMatch(/<html lang="en"/);
    expect(page).toMatch(/<iframe class="pk-course" title="Load &amp;/);
    expect(page).toMatch(/<noscript>.*href="\.\/load-balancing\/weights\/index\.html"/);
  });
});

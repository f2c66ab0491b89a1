// The page that becomes the book: the site's own style sheets, one for paper, the plan, and the script that assembles.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { textFile } from '../files.ts';
import type { BookPlan } from './plan.ts';

/** Its path among the files of the site. */
export const BOOK_PAGE = 'book.html';

/** The files that the book needs beside those of the site. */
export async function bookFiles(plan: BookPlan): Promise<[string, Uint8Array][]> {
  return [[BOOK_PAGE, textFile(html(plan))], ['book/book.js', textFile(await script())], ['book/book.css', new Uint8Array(readFileSync(join(import.meta.dirname, 'book.css')))]];
}

function html(plan: BookPlan): string {
  const sheets = ['styles/site.css', 'styles/learn.css', 'styles/glossary.css', 'styles/truth.css', 'book/book.css'].map((href) => `<link rel="stylesheet" href="${href}">`).join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${plan.title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</title>
<link rel="icon" href="data:,">
${sheets}
<script type="application/json" id="plan">${JSON.stringify(plan).replaceAll('<', '\\u003c')}</script>
<script defer src="book/book.js"></script>
</head>
<body></body>
</html>
`;
}

async function script(): Promise<string> {
  const result = await esbuild.build({ entryPoints: [join(import.meta.dirname, 'browser/entry.ts')], write: false, bundle: true, format: 'iife', platform: 'browser', target: 'es2022', logLevel: 'silent' });
  return result.outputFiles[0]!.text;
}

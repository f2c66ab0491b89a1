// launch.html, the page that a learning system opens: a line about where work is kept, and below it the course in a frame.
import type { PackageScope } from '../../course/package-scope.ts';

/** The page's HTML. `scripts`: paths from the package's root, in the order in which they run; `standard`: of the package, for the script. */
export function launchPage(scope: PackageScope, scripts: readonly string[], standard = ''): string {
  const title = escaped(scope.title);
  return `<!doctype html>
<html lang="en" class="pk">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title>
<meta name="description" content="${escaped(scope.description)}">
<meta name="page-kind" content="launch">
<meta name="course-root" content="./">
<meta name="package-standard" content="${escaped(standard)}">
<link rel="icon" type="image/svg+xml" href="./favicon.svg">
<link rel="stylesheet" href="./styles/package.css">
<script type="application/json" id="package-scope">${JSON.stringify(scope).replaceAll('<', '\\u003c')}</script>
${scripts.map((path) => `<script defer src="./${escaped(path)}"></script>`).join('\n')}
</head>
<body>
<header class="pk-line" data-state="asking" aria-label="Where your work is kept">
<h1 class="vh">${title}</h1>
<svg class="pk-mark" viewBox="0 0 12 12" aria-hidden="true"><circle cx="6" cy="6" r="4"/></svg>
<p class="pk-state">Asking the learning system…</p>
<p class="vh" role="status"></p>
<button class="btn sm" type="button" hidden>Try now</button>
<p class="pk-note" data-note="problem" hidden><span class="pk-said"></span></p>
<details class="pk-note" data-note="left" hidden><summary class="pk-said"></summary><ul></ul></details>
<noscript><p class="pk-note">This page needs JavaScript to keep your work in the learning system. <a href="./${escaped(scope.start)}">Read the course without it</a></p></noscript>
</header>
<main aria-label="Course"><iframe class="pk-course" title="${title}" allow="clipboard-write; fullscreen"></iframe></main>
</body>
</html>
`;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

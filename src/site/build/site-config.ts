// How Astro builds the course, or a part of it.
import { unified, type RemarkPlugin } from '@astrojs/markdown-remark';
import mdx from '@astrojs/mdx';
import type { AstroUserConfig } from 'astro';
import { courseSite } from './course-site.ts';
import { remarkDiagrams } from './diagrams/remark-diagrams.ts';
import { HAPROXY_GRAMMAR, quietCode } from './highlight.ts';
import { soundPart } from './read-content.ts';
import { remarkElsewhere } from './remark-elsewhere.ts';
import { remarkAddresses } from './remark-addresses.ts';
import { remarkFrames } from './remark-frames.ts';
import { remarkTerms } from './remark-terms.ts';
import { remarkUnits } from './remark-units.ts';

/** Astro's configuration for the project in `root`; `lessons` are the ids of a part's lessons, null means all. Of a part only pages and data are made: scripts and styles are those of the whole. */
export function siteConfig(root: string, lessons: readonly string[] | null = null): AstroUserConfig {
  const elsewhere = lessons === null ? [] : soundPart(root, lessons).course.elsewhere;
  // Each plugin of ours knows only what it reads of a tree, which the library's own type does not allow for.
  const remarkPlugins = [remarkDiagrams(root), remarkElsewhere(elsewhere), remarkTerms(root), remarkFrames, remarkUnits, remarkAddresses] as unknown as RemarkPlugin[];
  return {
    output: 'static',
    srcDir: './src/site',
    outDir: './dist',
    build: { format: 'directory', inlineStylesheets: 'never' },
    devToolbar: { enabled: false },
    // Astro's default processor ignores remark plugins.
    markdown: {
      processor: unified({ remarkPlugins }),
      shikiConfig: { theme: 'css-variables', langs: [HAPROXY_GRAMMAR], transformers: [quietCode()] },
    },
    integrations: [mdx(), courseSite(lessons)],
  };
}

import { fileURLToPath } from 'node:url';
import { unified } from '@astrojs/markdown-remark';
import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { courseSite } from './src/site/build/course-site.ts';
import { remarkDiagrams } from './src/site/build/diagrams/remark-diagrams.ts';
import { HAPROXY_GRAMMAR, quietCode } from './src/site/build/highlight.ts';
import { remarkFrames } from './src/site/build/remark-frames.ts';
import { remarkTerms } from './src/site/build/remark-terms.ts';
import { remarkUnits } from './src/site/build/remark-units.ts';

const root = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  output: 'static',
  srcDir: './src/site',
  outDir: './dist',
  build: { format: 'directory', inlineStylesheets: 'never' },
  devToolbar: { enabled: false },
  // Astro's default processor ignores remark plugins.
  markdown: {
    processor: unified({ remarkPlugins: [remarkDiagrams(root), remarkTerms(root), remarkFrames, remarkUnits] }),
    shikiConfig: { theme: 'css-variables', langs: [HAPROXY_GRAMMAR], transformers: [quietCode()] },
  },
  integrations: [mdx(), courseSite()],
});

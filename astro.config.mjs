import { fileURLToPath } from 'node:url';
import { defineConfig } from 'astro/config';
import { siteConfig } from './src/site/build/site-config.ts';

export default defineConfig(siteConfig(fileURLToPath(new URL('.', import.meta.url))));

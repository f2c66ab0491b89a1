// The Astro integration of the course: content in, and everything beside the pages (scripts, styles, data) out.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { courseModule } from './course-module.ts';
import { dataFiles, searchFile } from './data.ts';
import { serveDevFiles } from './dev-files.ts';
import { soundMeasured } from './measured/measure.ts';
import { measuredModule } from './measured/module.ts';
import { readContent, soundContent } from './read-content.ts';
import { buildScripts } from './scripts.ts';
import { searchEntries } from './search-index.ts';
import { buildStyles } from './styles.ts';

/** Add to `integrations` in astro.config.mjs. The build stops, naming file and line, when anything in content/ is wrong. */
export function courseSite(): AstroIntegration {
  let root = '';
  return {
    name: 'course-site',
    hooks: {
      async 'astro:config:setup'({ config, command, updateConfig }) {
        root = fileURLToPath(config.root).replace(/[\\/]$/, '');
        if (command === 'build') await soundMeasured(root);
        updateConfig({ vite: { plugins: [courseModule(root), measuredModule(root)] } });
      },
      'astro:server:setup'({ server }) {
        serveDevFiles(server, root);
      },
      async 'astro:build:done'({ dir, logger }) {
        const { course, solutions } = soundContent(root);
        const files = [...(await buildScripts(root, true)), ...(await buildStyles(root, true)), ...dataFiles(course, solutions), searchFile(await searchEntries(course, readContent(root)))];
        for (const { path, bytes } of files) {
          const target = join(fileURLToPath(dir), path);
          mkdirSync(dirname(target), { recursive: true });
          writeFileSync(target, bytes);
        }
        logger.info(`${files.length} scripts, styles and data files`);
      },
    },
  };
}

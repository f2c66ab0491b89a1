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
import { readContent, soundPart } from './read-content.ts';
import { buildScripts } from './scripts.ts';
import { searchEntries } from './search-index.ts';
import { writeServiceWorker } from './service-worker.ts';
import { buildStyles } from './styles.ts';

/** The build stops, naming file and line, when anything in content/ is wrong. `lessons` are those of a part, null means all: of a part only pages and data are made. */
export function courseSite(lessons: readonly string[] | null): AstroIntegration {
  let root = '';
  return {
    name: 'course-site',
    hooks: {
      async 'astro:config:setup'({ config, command, updateConfig }) {
        root = fileURLToPath(config.root).replace(/[\\/]$/, '');
        if (command === 'build') await soundMeasured(root);
        updateConfig({ vite: { plugins: [courseModule(root, lessons), measuredModule(root)] } });
      },
      'astro:server:setup'({ server }) {
        serveDevFiles(server, root);
      },
      async 'astro:build:done'({ dir, logger }) {
        const { course, solutions } = soundPart(root, lessons);
        const shared = lessons === null ? [...(await buildScripts(root, true)), ...(await buildStyles(root, true))] : [];
        const files = [...shared, ...dataFiles(course, solutions), searchFile(await searchEntries(course, readContent(root)))];
        for (const { path, bytes } of files) {
          const target = join(fileURLToPath(dir), path);
          mkdirSync(dirname(target), { recursive: true });
          writeFileSync(target, bytes);
        }
        logger.info(`${files.length} scripts, styles and data files`);
        if (lessons !== null) return;
        // The last: it lists all the others.
        const { id } = await writeServiceWorker(root, fileURLToPath(dir).replace(/[\\/]$/, ''));
        logger.info(`sw.js and edition.json, edition ${id}`);
      },
    },
  };
}

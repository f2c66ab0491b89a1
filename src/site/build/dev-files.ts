// While authors work: scripts, styles and data are built when a page asks for them, and pages reload when a source changes.
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import type { ViteDevServer } from 'vite';
import { dataFiles, searchFile } from './data.ts';
import { readContent, soundContent } from './read-content.ts';
import { bundledFiles, findScripts, scriptOptions } from './scripts.ts';
import type { SiteFile } from './scripts.ts';
import { searchEntries } from './search-index.ts';
import { buildStyles } from './styles.ts';

const TYPES: { [ending: string]: string } = { js: 'text/javascript', css: 'text/css', ttf: 'font/ttf', map: 'application/json' };

/** Answers `scripts/`, `styles/` and `data/`, and takes `index.html` off the addresses of pages, which the dev server does not know by that name. */
export function serveDevFiles(server: ViteDevServer, root: string): void {
  const contexts = new Map<string, Promise<esbuild.BuildContext>>();

  async function scriptFiles(name: string): Promise<SiteFile[]> {
    const entry = findScripts(root).find((one) => name === `${one.name}${one.isWorker ? '.worker' : ''}`);
    if (!entry) return [];
    if (!contexts.has(name)) contexts.set(name, esbuild.context(scriptOptions(root, entry, false)));
    return bundledFiles(root, await (await contexts.get(name)!).rebuild());
  }

  async function find(path: string): Promise<SiteFile | undefined> {
    const [folder, file = ''] = path.split(/\/(.*)/s);
    const { course, solutions } = folder === 'data' ? soundContent(root) : { course: null, solutions: [] };
    if (course && path === 'data/search.js') return searchFile(await searchEntries(course, readContent(root)));
    if (course) return dataFiles(course, solutions).find((one) => one.path === path);
    if (folder === 'styles') return (await buildStyles(root, false)).find((one) => one.path === path);
    if (folder !== 'scripts') return undefined;
    // Fonts and style sheets of a script come out of the script that imports them.
    const owner = file.endsWith('.ttf') ? 'monaco' : file.replace(/\.(js|css)$/, '');
    return (await scriptFiles(owner)).find((one) => one.path === path);
  }

  server.middlewares.use((request, response, next) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname).slice(1);
    if (!/^(scripts|styles|data)\//.test(path)) {
      request.url = request.url?.replace(/\/index\.html(?=$|[?#])/, '/') ?? '/';
      next();
      return;
    }
    find(path).then((file) => {
      response.statusCode = file ? 200 : 404;
      response.setHeader('Content-Type', TYPES[path.split('.').pop()!] ?? 'text/plain');
      response.setHeader('Cache-Control', 'no-store');
      response.end(file ? Buffer.from(file.bytes) : `There is no ${path}.`);
    }, (error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      server.config.logger.error(message);
      response.statusCode = 500;
      response.end(message);
    });
  });

  server.watcher.add(join(root, 'src'));
  server.watcher.on('change', (path) => {
    if (/[\\/]src[\\/].*\.(ts|css)$/.test(path) && !/[\\/]site[\\/]build[\\/]/.test(path)) server.ws.send({ type: 'full-reload' });
  });
  server.httpServer?.once('close', () => contexts.forEach((context) => void context.then((one) => one.dispose())));
}

// Workers from one file in both forms: by URL on http (the Content-Security-Policy forbids blobs), by Blob on file:// (browsers forbid URLs).
import { loadScript } from './load.ts';
import { courseRoot, isOpenedFromFile } from './root.ts';

declare global {
  /** Written in by the build: see `build/scripts.ts`. */
  const WORKER_EDITIONS: { readonly [name: string]: string };
  /** A worker's file that a page loads puts its whole program here instead of running it; see `build/worker-form.ts`. */
  var nspWorkers: { [name: string]: () => void } | undefined;
}

const blobUrls = new Map<string, string>();

/**
 * Starts `scripts/<name>.worker.js`. Every run has a worker of its own: the address names the edition of the file, so that the browser keeps it, and a page that is open goes on while its
 * server is away. A file that is missing shows as an `error` event of the worker on http, as a rejection on file://. */
export async function startWorker(name: string): Promise<Worker> {
  if (!isOpenedFromFile()) return new Worker(new URL(`scripts/${name}.worker.js${WORKER_EDITIONS[name] === undefined ? '' : `?${WORKER_EDITIONS[name]}`}`, courseRoot()));
  let url = blobUrls.get(name);
  if (url === undefined) {
    await loadScript(`${name}.worker`);
    const program = self.nspWorkers?.[name];
    if (program === undefined) throw new Error(`The file scripts/${name}.worker.js holds no worker.`);
    url = URL.createObjectURL(new Blob([`(${program.toString()})()`], { type: 'text/javascript' }));
    blobUrls.set(name, url);
  }
  return new Worker(url);
}

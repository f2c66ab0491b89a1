// Scripts, styles and data on demand, in the one way that works on http and on file://: elements in the page's head.
import { courseRoot } from './root.ts';

declare global {
  /** Filled by the files in data/: `(self.nspData ??= {})['exercises/weights'] = …`. */
  var nspData: { [key: string]: unknown } | undefined;
}

const loading = new Map<string, Promise<void>>();

/** Loads `scripts/<name>.js` once; rejects with a sentence for the learner, and the next call tries again. */
export function loadScript(name: string): Promise<void> {
  return once(`scripts/${name}.js`, (url) => Object.assign(document.createElement('script'), { src: url }));
}

/** Loads `styles/<name>.css` once; a path such as `../scripts/monaco` reaches a style that belongs to a script. */
export function loadStyle(name: string): Promise<void> {
  return once(`styles/${name}.css`, (url) => Object.assign(document.createElement('link'), { rel: 'stylesheet', href: url }));
}

/** The value that `data/<key>.js` assigns, such as `exercises/weights`; rejects when the file is missing or assigns nothing. */
export async function loadData<Value>(key: string): Promise<Value> {
  if (self.nspData?.[key] === undefined) await once(`data/${key}.js`, (url) => Object.assign(document.createElement('script'), { src: url }));
  const value = self.nspData?.[key];
  if (value === undefined) throw new Error(`The file data/${key}.js holds no data. Reload the page; if that does not help, the course needs to be built again.`);
  return value as Value;
}

function once(path: string, make: (url: string) => HTMLElement): Promise<void> {
  const known = loading.get(path);
  if (known) return known;
  const promise = new Promise<void>((resolve, reject) => {
    const element = make(new URL(path, courseRoot()).href);
    element.addEventListener('load', () => resolve());
    element.addEventListener('error', () => {
      loading.delete(path);
      element.remove();
      reject(new Error(`The file ${path} could not be loaded. Check the connection, then try again.`));
    });
    document.head.append(element);
  });
  loading.set(path, promise);
  return promise;
}

/**
 * In the page: asks the site's own grading worker, started as the site starts it and with the site's own data, and gives `field` of the first answer of that
 * type as JSON.
 */
export async function askWorker({ exercise, request, answer, field }: { exercise: string; request: { type: string; [field: string]: unknown }; answer: string; field: string }): Promise<string> {
  const root = new URL(document.querySelector<HTMLMetaElement>('meta[name="course-root"]')!.content, document.baseURI);
  const load = (path: string): Promise<void> => new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement('script'), { src: new URL(path, root).href });
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error(`${path} is missing.`)));
    document.head.append(script);
  });
  const scope = self as unknown as { nspData?: { [key: string]: unknown }; nspWorkers?: { [name: string]: () => void } };
  if (scope.nspData?.[`exercises/${exercise}`] === undefined) await load(`data/exercises/${exercise}.js`);
  let url = new URL('scripts/grade.worker.js', root).href;
  if (location.protocol === 'file:') {
    if (scope.nspWorkers?.['grade'] === undefined) await load('scripts/grade.worker.js');
    url = URL.createObjectURL(new Blob([`(${scope.nspWorkers!['grade']!.toString()})()`], { type: 'text/javascript' }));
  }
  const worker = new Worker(url);
  try {
    return await new Promise((resolve, reject) => {
      worker.onerror = (event) => reject(new Error(`The worker failed: ${event.message}`));
      worker.onmessage = ({ data }: MessageEvent<{ type: string; [field: string]: unknown }>) => {
        if (data.type === answer) resolve(JSON.stringify(data[field]));
      };
      worker.postMessage({ ...request, id: 1, exercise: scope.nspData![`exercises/${exercise}`] });
    });
  } finally {
    worker.terminate();
  }
}

// One file for a worker's two forms. In a worker it runs; in a page it only registers, so that the page can start a Blob of it on file://.

/** Text before and after the bundled program of the worker `name`. */
export function workerForm(name: string): { before: string; after: string } {
  return {
    before: '(function(){function main(){',
    after: `\n}if(typeof WorkerGlobalScope!=="undefined"&&self instanceof WorkerGlobalScope)main();else(self.nspWorkers??={})[${JSON.stringify(name)}]=main})();\n`,
  };
}

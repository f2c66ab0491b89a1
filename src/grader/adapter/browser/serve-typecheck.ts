import type { CodeWord, TypecheckAnswer, TypecheckRequest } from '../../protocol.ts';
import { typecheck, type TypeLibraries } from '../../typecheck/typecheck.ts';
import type { WorkerScope } from './worker-scope.ts';

/** Makes a worker answer the messages of `TypecheckRequest`. */
export function serveTypecheck(scope: WorkerScope, libraries: TypeLibraries): void {
  // The first check parses the libraries, which is not the learner's to answer for.
  typecheck('', libraries);
  scope.onmessage = ({ data }) => {
    const { id, source } = data as TypecheckRequest;
    scope.postMessage({ type: 'code', id, done: false } satisfies CodeWord);
    scope.postMessage({ type: 'diagnostics', id, diagnostics: typecheck(source, libraries) } satisfies TypecheckAnswer);
  };
}

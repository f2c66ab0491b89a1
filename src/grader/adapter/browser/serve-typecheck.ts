import type { TypecheckAnswer, TypecheckRequest } from '../../protocol.ts';
import { typecheck, type TypeLibraries } from '../../typecheck/typecheck.ts';
import type { WorkerScope } from './worker-scope.ts';

/** Makes a worker answer the messages of `TypecheckRequest`. */
export function serveTypecheck(scope: WorkerScope, libraries: TypeLibraries): void {
  scope.onmessage = ({ data }) => {
    const { id, source } = data as TypecheckRequest;
    scope.postMessage({ type: 'diagnostics', id, diagnostics: typecheck(source, libraries) } satisfies TypecheckAnswer);
  };
}

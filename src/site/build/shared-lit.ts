// Scripts that load after the workspace take the template library from it, instead of bringing a second copy.
import type { Plugin } from 'esbuild';

/** Entries that only ever run beside scripts/workspace.js. */
const LATE = ['proof'];

/** In those entries `lit` is what scripts/workspace.js has put on the page. */
export function sharedLit(entry: string): Plugin {
  return {
    name: 'shared-lit',
    setup(build) {
      if (!LATE.includes(entry)) return;
      build.onResolve({ filter: /^lit$/ }, ({ path }) => ({ path, namespace: 'shared-lit' }));
      build.onLoad({ filter: /.*/, namespace: 'shared-lit' }, () => ({ contents: 'export const { html, svg, nothing, LitElement } = self.nspLit;\n', loader: 'js' }));
    },
  };
}

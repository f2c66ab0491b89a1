// scripts/workspace.js: the exercise workspace, on exercise pages in place, on lessons as a layer over the page.
import { openWorkspace, restoreWorkspace } from '../elements/open-workspace.ts';

declare global {
  /** Set by scripts/workspace.js: opens an exercise over the page. */
  var nspOpenWorkspace: ((exercise: string) => void) | undefined;
}

self.nspOpenWorkspace = openWorkspace;
restoreWorkspace();

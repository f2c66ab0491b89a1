// scripts/workspace.js: the exercise workspace, on exercise pages in place, on lessons as a layer over the page.
import { html, LitElement, nothing, svg } from 'lit';
import { openWorkspace, restoreWorkspace } from '../elements/open-workspace.ts';

declare global {
  /** Set by scripts/workspace.js: opens an exercise over the page. */
  var nspOpenWorkspace: ((exercise: string) => void) | undefined;
}

self.nspLit = { html, LitElement, nothing, svg };
self.nspOpenWorkspace = openWorkspace;
restoreWorkspace();

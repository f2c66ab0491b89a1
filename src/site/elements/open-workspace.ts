// The workspace over a lesson: the page stays where it is, the browser's Back closes it.
import './workspace.ts';

interface OpenState {
  layer: HTMLElement;
  exercise: string;
  /** Had the focus before, and gets it back. */
  opener: HTMLElement | null;
  leaving: AbortController;
}

let open: OpenState | null = null;

/** Opens an exercise over the page; does nothing when one is open. The element that has the focus gets it back at the end. */
export function openWorkspace(exercise: string): void {
  if (open) return;
  history.pushState({ ...(history.state as object | null), nspWorkspace: exercise }, '');
  show(exercise);
}

function show(exercise: string): void {
  const layer = document.createElement('div');
  layer.className = 'ws-layer';
  layer.setAttribute('role', 'dialog');
  layer.setAttribute('aria-modal', 'true');
  layer.setAttribute('aria-label', 'Exercise');
  const back = document.createElement('button');
  back.type = 'button';
  back.className = 'btn sm ws-back';
  back.textContent = 'Back to the lesson';
  back.addEventListener('click', () => history.back());
  const bar = document.createElement('div');
  bar.className = 'ws-bar';
  bar.append(back);
  const workspace = document.createElement('nsp-workspace');
  workspace.setAttribute('exercise', exercise);
  layer.append(bar, workspace);
  const leaving = new AbortController();
  open = { layer, exercise, opener: document.activeElement instanceof HTMLElement ? document.activeElement : null, leaving };
  layer.addEventListener('keydown', onKey);
  window.addEventListener('popstate', onPopState, { signal: leaving.signal });
  for (const element of document.body.children) if (element instanceof HTMLElement) element.inert = true;
  document.documentElement.classList.add('ws-open');
  document.body.append(layer);
  back.focus();
}

/** Escape closes, except where it has a meaning of its own: in the editor and in a list that is open. */
function onKey(event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  if (event.key === 'Escape' && !event.defaultPrevented && !target.closest('nsp-editor, select')) history.back();
}

function onPopState(event: PopStateEvent): void {
  if ((event.state as { nspWorkspace?: string } | null)?.nspWorkspace === undefined) close();
}

function close(): void {
  if (!open) return;
  const { layer, exercise, opener, leaving } = open;
  open = null;
  leaving.abort();
  layer.remove();
  for (const element of document.body.children) if (element instanceof HTMLElement) element.inert = false;
  document.documentElement.classList.remove('ws-open');
  opener?.focus();
  // The page may show anew how its exercises stand.
  document.dispatchEvent(new CustomEvent('nsp-workspace-closed', { detail: exercise }));
}

/** Brings back a workspace that was open when the page was reloaded, or that Forward leads to. */
export function restoreWorkspace(): void {
  const reopen = (state: unknown): void => {
    const exercise = (state as { nspWorkspace?: unknown } | null)?.nspWorkspace;
    if (typeof exercise === 'string' && !open) show(exercise);
  };
  reopen(history.state);
  window.addEventListener('popstate', (event) => reopen(event.state));
}

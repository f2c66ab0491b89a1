// Opens the workspace over a lesson when the learner asks for it; on an exercise's own page at once.
import { loadScript, loadStyle } from '../platform/load.ts';

/** Enhances the page's links with `data-open-workspace`; without a script, or when loading fails, they lead to the exercise's own page. */
export function openLinkedWorkspaces(): void {
  const reopened = (history.state as { nspWorkspace?: unknown } | null)?.nspWorkspace !== undefined;
  if (reopened || document.querySelector('nsp-workspace')) void load().catch(() => undefined);
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-open-workspace]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    link.setAttribute('aria-busy', 'true');
    load()
      .then(() => self.nspOpenWorkspace!(link.dataset['openWorkspace']!), () => location.assign(link.href))
      .finally(() => link.removeAttribute('aria-busy'));
  });
}

/** The style first: the workspace takes its place as soon as its script runs, and then nothing may move. */
function load(): Promise<void> {
  return loadStyle('workspace').then(() => loadScript('workspace'));
}

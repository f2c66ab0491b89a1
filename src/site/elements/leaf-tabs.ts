// The tabs over the editor's place: the design, designs beside it, and what the design becomes.
import { html } from 'lit';
import { BESIDE_NAMES } from './beside.ts';
import type { WorkspaceActions, WorkspaceState } from './workspace-state.ts';

/** The tabs; arrow keys go from one to the next, Home and End to the ends. */
export function leafTabs({ leaf, besides }: WorkspaceState, actions: WorkspaceActions) {
  const tabs: { id: WorkspaceState['leaf']; name: string }[] = [{ id: 'design', name: 'design.ts' }, ...besides.map(({ from }) => ({ id: from, name: BESIDE_NAMES[from] })), { id: 'files', name: 'Real files' }, { id: 'diagram', name: 'Diagram' }];
  const onKey = (event: KeyboardEvent): void => {
    const at = tabs.findIndex(({ id }) => id === leaf);
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const { id } = tabs[(next + tabs.length) % tabs.length]!;
    actions.showLeaf(id);
    const tab = (event.currentTarget as HTMLElement).querySelector<HTMLElement>(`#tab-${id}`);
    tab?.focus();
    tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  return html`<div class="ws-tabs" role="tablist" aria-label="Your design and what it becomes" @keydown=${onKey}>${tabs.map(({ id, name }) => html`<button type="button" role="tab" id="tab-${id}"
    class="ws-file-name" aria-controls="leaf-${id}" aria-selected=${leaf === id} tabindex=${leaf === id ? 0 : -1} @click=${() => actions.showLeaf(id)}>${name}</button>`)}</div>`;
}

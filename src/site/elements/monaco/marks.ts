// What the last run says about lines of the design: a wash and a bar on the line, and the sentence under it.
import { editor, Range } from 'monaco-editor/editor';
import type { EditorMark } from '../editor-handle.ts';

/** Shows marks in an editor. A click on a sentence calls `onMark`; the same sentence stands in the report, where the keyboard reaches it. */
export class LineMarks {
  readonly #editor: editor.IStandaloneCodeEditor;
  readonly #decorations: editor.IEditorDecorationsCollection;
  readonly #pointed: editor.IEditorDecorationsCollection;
  readonly #onMark: (mark: EditorMark) => void;
  #zones: string[] = [];

  constructor(owner: editor.IStandaloneCodeEditor, onMark: (mark: EditorMark) => void) {
    this.#editor = owner;
    this.#onMark = onMark;
    this.#decorations = owner.createDecorationsCollection();
    this.#pointed = owner.createDecorationsCollection();
  }

  show(marks: readonly EditorMark[]): void {
    const lines = this.#editor.getModel()?.getLineCount() ?? 0;
    const shown = marks.filter((mark) => mark.line <= lines);
    this.#decorations.set(shown.map((mark) => ({
      range: new Range(mark.line, 1, mark.line, 1),
      options: { isWholeLine: true, className: `nsp-line ${mark.tone}`, linesDecorationsClassName: `nsp-line-bar ${mark.tone}`, hoverMessage: { value: mark.text } },
    })));
    this.#editor.changeViewZones((change) => {
      for (const zone of this.#zones) change.removeZone(zone);
      this.#zones = shown.map((mark) => change.addZone(this.#zoneOf(mark)));
    });
  }

  /** The one line that something chosen elsewhere hangs on; null: none. */
  point(line: number | null): void {
    const isThere = line !== null && line <= (this.#editor.getModel()?.getLineCount() ?? 0);
    this.#pointed.set(isThere ? [{ range: new Range(line, 1, line, 1), options: { isWholeLine: true, className: 'nsp-line pointed', linesDecorationsClassName: 'nsp-line-bar pointed' } }] : []);
  }

  #zoneOf(mark: EditorMark): editor.IViewZone {
    const width = this.#editor.getLayoutInfo().contentWidth;
    const domNode = document.createElement('div');
    const notice = document.createElement('div');
    notice.className = `nsp-notice ${mark.tone}`;
    notice.textContent = mark.text;
    notice.addEventListener('mousedown', () => this.#onMark(mark));
    domNode.append(notice);
    // 7.2 px a character at 13 px; the notice has 22 px of its own on its sides.
    const rows = Math.max(1, Math.ceil((mark.text.length * 7.2) / Math.max(120, width - 44)));
    return { afterLineNumber: mark.line, heightInPx: rows * 20 + 22, domNode, suppressMouseDown: true, showInHiddenAreas: true };
  }
}

// A Monaco editor in place of the text area: same text, selection and scroll position.
import { editor, KeyCode, KeyMod, MarkerSeverity, Uri } from 'monaco-editor/editor';
import 'monaco-editor/features/register.all';
import type { MonacoHandle, MonacoStart } from '../editor-handle.ts';
import { LineMarks } from './marks.ts';

/** Every design has this name; there is one editor at a time. */
const DESIGN = Uri.parse('file:///design.ts');

const OPTIONS: editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  fontSize: 13,
  lineHeight: 20,
  letterSpacing: -0.13,
  fontVariations: '"MONO" 1',
  fontLigatures: false,
  tabSize: 2,
  insertSpaces: true,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  overviewRulerLanes: 0,
  hideCursorInOverviewRuler: true,
  overviewRulerBorder: false,
  folding: false,
  glyphMargin: false,
  lineNumbersMinChars: 4,
  lineDecorationsWidth: 17,
  padding: { top: 8, bottom: 8 },
  renderLineHighlight: 'line',
  stickyScroll: { enabled: false },
  guides: { indentation: false },
  fixedOverflowWidgets: true,
  wordBasedSuggestions: 'off',
  scrollbar: { alwaysConsumeMouseWheel: false, verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
  contextmenu: false,
  unicodeHighlight: { ambiguousCharacters: false },
};

/** Makes the editor. Call once at a time: the design's model has one fixed address. */
export function createEditor(start: MonacoStart): MonacoHandle {
  editor.getModel(DESIGN)?.dispose();
  const model = editor.createModel(start.text, 'typescript', DESIGN);
  model.updateOptions({ tabSize: 2, insertSpaces: true });
  const made = editor.create(start.host, { ...OPTIONS, model, fontFamily: start.fontFamily, ariaLabel: start.label });
  const marks = new LineMarks(made, start.onMark);
  const subscriptions = [
    model.onDidChangeContent(() => start.onText(model.getValue())),
    editor.onDidChangeMarkers((changed) => {
      if (changed.some((uri) => uri.toString() === DESIGN.toString())) start.onTypeProblems(typeProblems());
    }),
    made.onDidChangeCursorPosition(({ position }) => start.onCaret(position.lineNumber)),
    made.addAction({ id: 'nsp.run', label: 'Run the design', keybindings: [KeyMod.CtrlCmd | KeyCode.Enter], run: start.onRun }),
  ];
  letEscapeFreeTab(made);
  made.setSelection(rangeOf(model, start.selection));
  made.setScrollTop(start.scrollTop);
  // Widths are measured once; a font that arrives later needs another look.
  void document.fonts.ready.then(() => editor.remeasureFonts());
  return {
    setText: (text) => {
      made.pushUndoStop();
      made.executeEdits('course', [{ range: model.getFullModelRange(), text }]);
      made.pushUndoStop();
    },
    goTo: (line, column) => {
      made.setPosition(model.validatePosition({ lineNumber: line, column }));
      made.revealLineInCenter(line);
      made.focus();
    },
    focus: () => made.focus(),
    mark: (list) => marks.show(list),
    point: (line) => {
      marks.point(line);
      if (line !== null) made.revealLineInCenterIfOutsideViewport(line);
    },
    dispose: () => {
      for (const subscription of subscriptions) subscription.dispose();
      made.dispose();
      model.dispose();
    },
  };
}

function rangeOf(model: editor.ITextModel, selection: { start: number; end: number }) {
  const from = model.getPositionAt(selection.start);
  const until = model.getPositionAt(selection.end);
  return { startLineNumber: from.lineNumber, startColumn: from.column, endLineNumber: until.lineNumber, endColumn: until.column };
}

function typeProblems() {
  return editor
    .getModelMarkers({ resource: DESIGN })
    .filter((marker) => marker.severity === MarkerSeverity.Error)
    .map((marker) => ({ line: marker.startLineNumber, column: marker.startColumn, message: marker.message }))
    .sort((one, other) => one.line - other.line || one.column - other.column);
}

/** After Escape, Tab moves the focus until another key is pressed or the editor is left: the way out for the keyboard. */
function letEscapeFreeTab(made: editor.IStandaloneCodeEditor): void {
  let isFree = false;
  const free = (wanted: boolean): void => {
    if (wanted === isFree) return;
    isFree = wanted;
    made.updateOptions({ tabFocusMode: wanted });
  };
  made.onKeyDown((event) => {
    if (event.keyCode === KeyCode.Escape) free(true);
    else if (event.keyCode !== KeyCode.Tab && event.keyCode !== KeyCode.Shift) free(false);
  });
  made.onDidBlurEditorText(() => free(false));
}

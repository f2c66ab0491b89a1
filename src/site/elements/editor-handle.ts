// What the editor element and the Monaco bundle say to each other. Monaco itself is only in scripts/monaco.js.

/** Something that the last run has to say about a line of the design. */
export interface EditorMark {
  /** From 1. */
  line: number;
  text: string;
  /** Its state's colour. */
  tone: 'deg' | 'down' | 'loss';
  /** Id of the check that it belongs to; null for a mistake that stopped the run. */
  check: string | null;
}

/** What the type checker says about a place; advisory, never part of the verdict. */
export interface TypeProblem {
  /** Lines and columns from 1. */
  line: number;
  column: number;
  message: string;
}

/** How an editor begins: where the text area stood. */
export interface MonacoStart {
  host: HTMLElement;
  text: string;
  /** Selection as offsets into the text. */
  selection: { start: number; end: number };
  scrollTop: number;
  /** Name for assistive technology. */
  label: string;
  /** CSS font family of the text area. */
  fontFamily: string;
  /** Starts `scripts/<name>.worker.js`. */
  startWorker: (name: string) => Promise<Worker>;
  onText: (text: string) => void;
  onTypeProblems: (problems: TypeProblem[]) => void;
  /** Ctrl+Enter or Cmd+Enter. */
  onRun: () => void;
  /** The notice under a line was clicked. */
  onMark: (mark: EditorMark) => void;
  /** The caret has come to another line; from 1. */
  onCaret: (line: number) => void;
}

/** A running Monaco editor. */
export interface MonacoHandle {
  /** Replaces the whole text; Undo brings the old one back. */
  setText(text: string): void;
  /** Puts the caret there, scrolls to it and takes the focus; from 1. */
  goTo(line: number, column: number): void;
  focus(): void;
  mark(marks: EditorMark[]): void;
  /** Shows which line something that was chosen elsewhere hangs on, and scrolls to it; the focus stays where it is. null: none. */
  point(line: number | null): void;
  dispose(): void;
}

declare global {
  /** Set by scripts/monaco.js. */
  var nspMonaco: { create(start: MonacoStart): MonacoHandle } | undefined;
}

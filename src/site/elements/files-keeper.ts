// Keeps the real files and the drawing in step with the design while the learner types.
import type { RealFiles } from '../../grader/real-files.ts';
import type { Diagnostic } from '../../grader/source/diagnostic.ts';
import type { FilesState } from './real-files.ts';

/** Pause in typing after which the files are written anew, milliseconds. */
export const FILES_PAUSE_MS = 300;

/** Asks for the files and the drawing of a design once one of them has been looked at; before that it does nothing. */
export class FilesKeeper {
  readonly #write: (source: string) => Promise<RealFiles | null>;
  readonly #reason: (first: Diagnostic | undefined) => string;
  readonly #tell: (state: FilesState) => void;
  #state: FilesState = { files: [], diagram: null, reason: '', isWriting: false };
  #isOpen = false;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(write: (source: string) => Promise<RealFiles | null>, reason: (first: Diagnostic | undefined) => string, tell: (state: FilesState) => void) {
    this.#write = write;
    this.#reason = reason;
    this.#tell = tell;
  }

  /** The learner looks at the files or at the drawing. */
  open(source: string): void {
    this.#isOpen = true;
    void this.#ask(source);
  }

  /** The learner types. */
  change(source: string): void {
    if (!this.#isOpen) return;
    this.close();
    this.#timer = setTimeout(() => void this.#ask(source), FILES_PAUSE_MS);
  }

  /** Forgets what it was about to do. */
  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #set(change: Partial<FilesState>): void {
    this.#state = { ...this.#state, ...change };
    this.#tell(this.#state);
  }

  async #ask(source: string): Promise<void> {
    this.#set({ isWriting: true });
    const result = await this.#write(source);
    // A later question has taken over, or the worker was ended.
    if (result === null) return this.#set({ isWriting: false });
    if (result.files !== null) return this.#set({ files: result.files, diagram: result.diagram, reason: '', isWriting: false });
    this.#set({ reason: this.#reason(result.diagnostics[0]), isWriting: false });
  }
}

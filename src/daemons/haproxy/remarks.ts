import type { FileRemark } from '../parts.ts';
import type { ConfigLine } from './syntax.ts';

/** Collects what there is to say about the lines of one file. */
export class Remarks {
  readonly file: string;
  readonly found: FileRemark[] = [];

  constructor(file: string) {
    this.file = file;
  }

  /** Says something about a line. What looks wrong only because an environment variable is not known here is `unsupported`. */
  add(at: ConfigLine, kind: FileRemark['kind'], message: string): void {
    const isGuess = at.hasVariable && (kind === 'invalid' || kind === 'unknown');
    const said = isGuess ? `${message} The value of an environment variable is not in the file.` : message;
    this.found.push({ file: this.file, line: at.line, kind: isGuess ? 'unsupported' : kind, message: said });
  }

  invalid(at: ConfigLine, message: string): void {
    this.add(at, 'invalid', message);
  }

  /** As `invalid`, for readers that return nothing then. */
  refused(at: ConfigLine, message: string): null {
    this.add(at, 'invalid', message);
    return null;
  }

  unsupported(at: ConfigLine, message: string): void {
    this.add(at, 'unsupported', message);
  }

  /** In the order of the file. */
  sorted(): FileRemark[] {
    // Sorting is stable: remarks of one line stay in their order.
    return [...this.found].sort((a, b) => a.line - b.line);
  }
}

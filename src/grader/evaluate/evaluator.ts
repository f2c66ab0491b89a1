/** What became of a module in the sandbox. */
export type SandboxResult =
  /** Text of `read` in prelude.ts, for `decode`: the default export, or why it is not data. */
  | { kind: 'value'; text: string }
  /** The code threw, or does not compile; `line` and `column` from 1, null when not known. Both texts may be the learner's own. */
  | { kind: 'threw' | 'syntax'; name: string; message: string; line: number | null; column: number | null }
  /** A limit ended it. */
  | { kind: 'too-many-steps' | 'out-of-memory' | 'recursion-too-deep' };

/** Runs a learner's module in a sandbox. Adapters make one for their platform. */
export interface Evaluator {
  /** Loads the sandbox, so that the next evaluation takes no longer than its code. Rejects when it cannot be made. */
  prepare(): Promise<void>;
  /** Runs the code of a module without types; resolves for any code, rejects only when the sandbox itself cannot be made. */
  evaluate(code: string): Promise<SandboxResult>;
}

/** Limits of one evaluation: counts and bytes, never time. */
export interface SandboxLimits {
  /** Calls of the interrupt handler; QuickJS makes one for about 10,000 loops, calls or steps of a regular expression. */
  interrupts: number;
  /** Of QuickJS's heap. */
  memoryBytes: number;
  /** Of QuickJS's own stack. A browser's stack must hold all that fits in it: at 64 KB, V8 with 1 MB overflowed first. */
  stackBytes: number;
}

/** Generous for a design: one of 1,000 servers takes 3 interrupts, 2 MB and a tenth of the stack. An endless loop ends after a tenth of a second. */
export const SANDBOX_LIMITS: SandboxLimits = { interrupts: 500, memoryBytes: 32 * 1024 * 1024, stackBytes: 32 * 1024 };

import type { QuickJSContext, QuickJSHandle, QuickJSRuntime, QuickJSWASMModule } from 'quickjs-emscripten-core';
import { isStackOverflow } from '../stack-overflow.ts';
import { OWN_EXPORT, OWN_MODULE } from '../source/shape.ts';
import { SANDBOX_LIMITS, type Evaluator, type SandboxLimits, type SandboxResult } from './evaluator.ts';
import { PRELUDE } from './prelude.ts';

/** Name of the learner's file in stack traces. */
const FILE = 'design.ts';

/** The module 'no-single-point' in the sandbox: its types did their work before. */
const OWN_SOURCE = `export const ${OWN_EXPORT} = (infrastructure) => infrastructure;`;

/** Pages of 64 KB that an adapter gives to QuickJS's WebAssembly.Memory, at first and at most. Without a maximum a memory bomb takes 2 GB. */
export const WASM_PAGES = { initial: 256, maximum: 1024 };

/**
 * An evaluator on QuickJS. `load` makes a fresh WebAssembly instance; it is called for the first evaluation, and again after one that ran out of memory
 * or broke the instance, since WebAssembly memory never shrinks.
 */
export function createQuickjsEvaluator(load: () => Promise<QuickJSWASMModule>, limits: SandboxLimits = SANDBOX_LIMITS): Evaluator {
  let loaded: Promise<QuickJSWASMModule> | null = null;
  return {
    async prepare() {
      await (loaded ??= load());
    },
    async evaluate(code) {
      loaded ??= load();
      const module = await loaded;
      const { result, isReusable } = runOnce(module, code, limits);
      if (!isReusable) loaded = null;
      return result;
    },
  };
}

/** What an exception of the host tells: the host's stack or QuickJS's memory ran out in a place where QuickJS does not check. */
function brokenBy(error: unknown): SandboxResult {
  return { kind: isStackOverflow(error) ? 'recursion-too-deep' : 'out-of-memory' };
}

function runOnce(module: QuickJSWASMModule, code: string, limits: SandboxLimits): { result: SandboxResult; isReusable: boolean } {
  const runtime = module.newRuntime();
  runtime.setMemoryLimit(limits.memoryBytes);
  runtime.setMaxStackSize(limits.stackBytes);
  let interrupts = 0;
  const isInterrupted = (): boolean => interrupts > limits.interrupts;
  runtime.setInterruptHandler(() => {
    interrupts += 1;
    return isInterrupted();
  });
  runtime.setModuleLoader((name) => (name === OWN_MODULE ? OWN_SOURCE : { error: new Error(`No module ${name}.`) }));
  const context = runtime.newContext({ intrinsics: INTRINSICS });
  try {
    const result = evaluateIn(context, code, isInterrupted);
    return { result, isReusable: result.kind !== 'out-of-memory' && isDisposed(context, runtime) };
  } catch (error) {
    return { result: brokenBy(error), isReusable: false };
  }
}

/** All but `Date`: the same design every day. */
const INTRINSICS = {
  BaseObjects: true, Date: false, Eval: true, StringNormalize: true, RegExp: true, RegExpCompiler: true, JSON: true, Proxy: true, MapSet: true,
  TypedArrays: true, Promise: true, BigInt: true,
} as const;

/** Frees what the run held; false when QuickJS refuses, which it does after some interrupted runs. */
function isDisposed(context: QuickJSContext, runtime: QuickJSRuntime): boolean {
  try {
    context.dispose();
    runtime.dispose();
    return true;
  } catch {
    return false;
  }
}

function evaluateIn(context: QuickJSContext, code: string, isInterrupted: () => boolean): SandboxResult {
  const tools = context.unwrapResult(context.evalCode(PRELUDE, 'prelude.js', { type: 'global', strict: true }));
  const read = context.getProp(tools, 'read');
  const describe = context.getProp(tools, 'describe');
  tools.dispose();
  const failed = (error: QuickJSHandle): SandboxResult => {
    // Describing may run the learner's getters, so it can be interrupted too.
    const described = isInterrupted() ? null : describeError(context, describe, error);
    error.dispose();
    return described === null || isInterrupted() ? { kind: 'too-many-steps' } : described;
  };
  try {
    const module = context.evalCode(code, FILE, { type: 'module', strict: true });
    if (module.error) return failed(module.error);
    const value = context.getProp(module.value, 'default');
    module.value.dispose();
    const text = context.callFunction(read, context.undefined, value);
    value.dispose();
    if (text.error) return failed(text.error);
    const result: SandboxResult = { kind: 'value', text: context.getString(text.value) };
    text.value.dispose();
    return result;
  } finally {
    read.dispose();
    describe.dispose();
  }
}

function describeError(context: QuickJSContext, describe: QuickJSHandle, error: QuickJSHandle): SandboxResult {
  const described = context.callFunction(describe, context.undefined, error);
  if (described.error) {
    described.error.dispose();
    return { kind: 'out-of-memory' };
  }
  const [name, message, stack] = JSON.parse(context.getString(described.value)) as [string, string, string];
  described.value.dispose();
  // QuickJS throws a plain null when not even the error fits into its memory.
  if (message === 'out of memory' || message === 'string too long' || (name === '' && message === 'null')) return { kind: 'out-of-memory' };
  if (message === 'stack overflow') return { kind: 'recursion-too-deep' };
  // A file that does not compile has no function in its trace.
  const isSyntax = name === 'SyntaxError' && /^\s*at design\.ts:/.test(stack);
  const place = /design\.ts:(\d+)(?::(\d+))?/.exec(stack);
  return { kind: isSyntax ? 'syntax' : 'threw', name, message, line: place ? Number(place[1]) : null, column: place?.[2] === undefined ? null : Number(place[2]) };
}

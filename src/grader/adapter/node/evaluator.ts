import variant from '@jitl/quickjs-singlefile-mjs-release-sync';
import { newQuickJSWASMModuleFromVariant, newVariant } from 'quickjs-emscripten-core';
import type { Evaluator } from '../../evaluate/evaluator.ts';
import { createQuickjsEvaluator, WASM_PAGES } from '../../evaluate/quickjs.ts';

/** A sandbox in this process. It bounds loops, memory and recursion, but not one long built-in call: for a stranger's code use `gradeInWorker`. */
export function createEvaluator(): Evaluator {
  return createQuickjsEvaluator(() => newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmMemory: new WebAssembly.Memory(WASM_PAGES) })));
}

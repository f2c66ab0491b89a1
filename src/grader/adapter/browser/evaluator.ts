import variant from '@jitl/quickjs-singlefile-browser-release-sync';
import { newQuickJSWASMModuleFromVariant, newVariant } from 'quickjs-emscripten-core';
import type { Evaluator } from '../../evaluate/evaluator.ts';
import { createQuickjsEvaluator, WASM_PAGES } from '../../evaluate/quickjs.ts';

/** A sandbox in this worker. It bounds loops, memory and recursion, but not one long built-in call: the page ends the worker for that (client.ts). */
export function createEvaluator(): Evaluator {
  return createQuickjsEvaluator(() => newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmMemory: new WebAssembly.Memory(WASM_PAGES) })));
}

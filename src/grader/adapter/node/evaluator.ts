import variant from '@jitl/quickjs-singlefile-mjs-release-sync';
import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSWASMModule } from 'quickjs-emscripten-core';
import type { Evaluator } from '../../evaluate/evaluator.ts';
import { createQuickjsEvaluator, WASM_PAGES } from '../../evaluate/quickjs.ts';

/** A sandbox in this process. It bounds loops, memory and recursion, but not one long built-in call: for a stranger's code use `gradeInWorker`. */
export function createEvaluator(): Evaluator {
  return createQuickjsEvaluator(() => newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmMemory: new WebAssembly.Memory(WASM_PAGES) })));
}

/** Makes sandboxes that share nothing but the compiled engine, so that one more costs little: for a process that runs the code of one stranger after the other. */
export function evaluatorFactory(): () => Evaluator {
  let compiled: WebAssembly.Module | undefined;
  const load = async (): Promise<QuickJSWASMModule> => {
    const memory = { wasmMemory: new WebAssembly.Memory(WASM_PAGES) };
    if (compiled !== undefined) return newQuickJSWASMModuleFromVariant(newVariant(variant, { ...memory, wasmModule: compiled }));
    // The package carries the engine in its own text and hands it to nobody: it is taken where it is compiled.
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = (async (source: BufferSource, imports?: WebAssembly.Imports) => {
      const made = await instantiate(source, imports);
      compiled = made.module;
      return made;
    }) as typeof instantiate;
    try {
      return await newQuickJSWASMModuleFromVariant(newVariant(variant, memory));
    } finally {
      WebAssembly.instantiate = instantiate;
    }
  };
  return () => createQuickjsEvaluator(load);
}

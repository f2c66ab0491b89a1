import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

describe('schema and vocabulary', () => {
  it('describe the same designs', () => {
    const options: ts.CompilerOptions = {
      strict: true, exactOptionalPropertyTypes: true, noEmit: true, skipLibCheck: true, target: ts.ScriptTarget.ES2023, lib: ['lib.es2023.d.ts'], types: [],
      module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, allowImportingTsExtensions: true,
    };
    const program = ts.createProgram([join(import.meta.dirname, 'agreement.ts')], options);
    const messages = ts.getPreEmitDiagnostics(program).map((one) => `${one.file?.fileName}: ${ts.flattenDiagnosticMessageText(one.messageText, '\n')}`);
    expect(messages).toEqual([]);
  }, 60_000);
});

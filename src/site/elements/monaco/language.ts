// TypeScript as the grader sees it: strict, ES2022 without a DOM, and one module to import, 'no-single-point', with the course's own declarations.
import { javascriptDefaults, ModuleKind, ModuleResolutionKind, type ScriptTarget, typescriptDefaults } from 'monaco-editor/languages/features/typescript/register';
import 'monaco-editor/languages/definitions/typescript/register';

/** TypeScript's own number for ES2022, which Monaco's list of targets lacks. */
const ES2022 = 9 as ScriptTarget;

/** Where the editor's type checker finds the module. */
const MODULE_FOLDER = 'file:///node_modules/no-single-point/';

/** Sets the language up; `declarations` are the `.d.ts` texts of the module by file name, `index.d.ts` among them. */
export function setUpLanguage(declarations: { readonly [fileName: string]: string }): void {
  typescriptDefaults.setCompilerOptions({
    strict: true,
    target: ES2022,
    lib: ['lib.es2022.d.ts'],
    module: ModuleKind.ESNext,
    moduleResolution: ModuleResolutionKind.NodeJs,
    exactOptionalPropertyTypes: false,
    noEmit: true,
    allowNonTsExtensions: true,
    allowImportingTsExtensions: true,
    types: [],
  });
  typescriptDefaults.setDiagnosticsOptions({ noSuggestionDiagnostics: true });
  typescriptDefaults.setExtraLibs(Object.entries(declarations).map(([name, content]) => ({ content, filePath: MODULE_FOLDER + name })));
  // Only TypeScript is ever edited.
  javascriptDefaults.setModeConfiguration({});
}

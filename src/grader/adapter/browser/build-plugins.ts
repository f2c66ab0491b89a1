import type { Plugin } from 'esbuild';
import { typeLibrariesPlugin } from './type-libraries-plugin.ts';
import { typescriptParserPlugin } from './typescript-parser-plugin.ts';

/** The esbuild plugins that a script of the site needs for what it uses of the grader; `name` as in `grade.worker.ts`: 'grade'. */
export function graderPlugins(name: string): Plugin[] {
  return name === 'grade' ? [typescriptParserPlugin()] : [typeLibrariesPlugin()];
}

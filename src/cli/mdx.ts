// The syntax of lessons and pages: an unclosed tag or a stray brace would otherwise stop the build with a message about generated code.
import { compile } from '@mdx-js/mdx';
import type { ContentFile, ContentProblem } from '../course/index.ts';

/** Compiles the MDX of every lesson and page and returns what does not parse, with its line. */
export async function findMdxProblems(files: readonly ContentFile[]): Promise<ContentProblem[]> {
  const texts = files.filter((file) => file.path.endsWith('.mdx'));
  const problems = await Promise.all(texts.map(async (text): Promise<ContentProblem[]> => {
    try {
      await compile(withoutFrontMatter(text.text));
      return [];
    } catch (error) {
      const { line, reason, message } = error as { line?: number; reason?: string; message: string };
      return [{ file: text.path, line: line ?? 1, message: `MDX: ${reason ?? message}${/[.!?]$/.test(reason ?? message) ? '' : '.'}` }];
    }
  }));
  return problems.flat();
}

/** Front matter becomes empty lines, so that the lines of the text stay. */
function withoutFrontMatter(text: string): string {
  const match = /^---[ \t]*\r?\n[\s\S]*?\n---[ \t]*(?=\r?\n|$)/.exec(text);
  return match === null ? text : match[0].replace(/[^\n]/g, '') + text.slice(match[0].length);
}

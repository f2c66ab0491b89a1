import type { HaproxyPart, ReadFile } from '../parts.ts';
import { assemble } from './assemble.ts';
import { Remarks } from './remarks.ts';
import { readSections } from './sections.ts';
import { parseSyntax } from './syntax.ts';

/**
 * Reads haproxy.cfg as HAProxy 2.6 does. Never throws: whatever the text, the part is complete and every line that is not in it has a remark.
 * What a file leaves out has HAProxy's own default; a timeout that it leaves out is `NEVER_MS`.
 */
export function readHaproxy(text: string, file: string): ReadFile<HaproxyPart> {
  const remarks = new Remarks(file);
  const { sections, problems } = parseSyntax(text);
  for (const { line, kind, message } of problems) remarks.add({ line, words: [], hasVariable: false }, kind, message);
  const read = readSections(sections, remarks);
  const part = assemble(read, remarks);
  if (!read.proxies.some((proxy) => proxy.isListening && !proxy.isDisabled)) {
    remarks.add({ line: 1, words: [], hasVariable: false }, 'invalid', 'Nothing listens: HAProxy does not start without a bind.');
  }
  return { part, remarks: remarks.sorted() };
}

// cmi5.xml against what section 13.1 of the specification says, and what learning systems read in it.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { PackageScope } from '../../../src/course/package-scope.ts';
import { sorted, textFile } from '../../../src/export/files.ts';
import { cmi5, COURSE_STRUCTURE } from '../../../src/export/lms/cmi5.ts';

const EXERCISE = { id: 'e', title: 'E', version: 1 };
const SCOPE: PackageScope = { format: 1, id: 'no-single-point', title: 'No Single Point', description: 'On keeping a service up.', start: 'index.html', lessons: [{ id: 'l', title: 'L', exercises: [EXERCISE] }] };
const FILES = sorted(['launch.html', 'index.html'].map((path) => [path, textFile(path)]));
const SCHEMA = readFileSync(new URL('../../cmi5-lms/schema/section-13.xsd', import.meta.url), 'utf8');

const structureOf = (scope: PackageScope): string => new TextDecoder().decode(cmi5(FILES, scope).get(COURSE_STRUCTURE));

async function errorsOf(xml: string): Promise<string[]> {
  const result = await validateXML({ xml: { fileName: COURSE_STRUCTURE, contents: xml }, schema: { fileName: 'section-13.xsd', contents: SCHEMA } });
  if (!result.valid && result.errors.length === 0) throw new Error(result.rawOutput);
  return result.errors.map(({ rawMessage }) => rawMessage);
}

describe('cmi5.xml', () => {
  it('is valid, and a broken one would not be', async () => {
    const xml = structureOf(SCOPE);
    expect(await errorsOf(xml)).toEqual([]);
    for (const [right, wrong] of [['moveOn="CompletedAndPassed"', 'moveOn="Always"'], ['masteryScore="1"', 'masteryScore="100"'], ['<url>launch.html</url>', ''], ['lang="en"', 'lang="?"'], ['course id="', 'course name="'], ['CourseStructure.xsd"', 'Course.xsd"']] as const) {
      expect(xml).toContain(right);
      expect(await errorsOf(xml.replace(right, wrong)), wrong).not.toEqual([]);
    }
  });

  it('stays valid whatever a title, a description and an id hold', async () => {
    const hostile = 'Ready & "steady" <go> \u0007 \uD800 – 課程 ]]> ';
    const xml = structureOf({ ...SCOPE, id: hostile, title: hostile.repeat(20), description: '' });
    expect(await errorsOf(xml)).toEqual([]);
    expect(xml).toContain('Ready &amp; &quot;steady&quot; &lt;go&gt;  ');
  });

  it('asks for completed and passed; for completed alone where there is nothing to prove', async () => {
    const reading = structureOf({ ...SCOPE, lessons: [{ id: 'l', title: 'L', exercises: [] }] });
    expect(await errorsOf(reading)).toEqual([]);
    expect([structureOf(SCOPE), reading].map((xml) => /moveOn="[^>]*(?=>)/.exec(xml)![0])).toEqual(['moveOn="CompletedAndPassed" masteryScore="1"', 'moveOn="Completed"']);
  });

  it('knows a later edition of a part by the same ids, another part by others', () => {
    const ids = (scope: PackageScope): string[] => [...structureOf(scope).matchAll(/ id="(.*?)"/g)].map((match) => match[1]!);
    expect(ids({ ...SCOPE, title: 'Later', lessons: [] })).toEqual(ids(SCOPE));
    expect(new Set([...ids(SCOPE), ...ids({ ...SCOPE, id: 'no-single-point-a' })]).size).toBe(4);
    for (const id of ids(SCOPE)) expect(id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('lies at the top of the package, beside all its files', () => {
    expect([...cmi5(FILES, SCOPE).keys()]).toEqual(['cmi5.xml', 'index.html', 'launch.html']);
  });
});

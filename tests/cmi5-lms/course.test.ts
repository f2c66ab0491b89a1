// Course packages: what is read of them, and one wrong thing at a time.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { readCourse } from './course/structure.ts';
import { checkCourse, startCmi5System } from './index.ts';
import { BLOCKS, sampleCourse, samplePackage, sampleStructure } from './samples/course.ts';

const folder = mkdtempSync(join(tmpdir(), 'cmi5-course-'));
afterAll(() => rmSync(folder, { recursive: true }));

const VENDOR = 'xmlns:v="https://vendor.example/schema"';
const schema = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="https://vendor.example/schema"/>';
const change = (from: string, to: string): Uint8Array => {
  expect(sampleStructure()).toContain(from);
  return samplePackage(sampleStructure().replace(from, to));
};

/** A zip file with some bytes of it, all places alike, replaced by others of the same length. */
function patched(zip: Uint8Array, from: string, to: string): Uint8Array {
  const [search, replacement] = [Buffer.from(from), Buffer.from(to)];
  expect(replacement.length).toBe(search.length);
  const bytes = Buffer.from(zip);
  for (let found = bytes.indexOf(search); found >= 0; found = bytes.indexOf(search, found + 1)) replacement.copy(bytes, found);
  return bytes;
}

/** A zip file with bits added to a field of its last entry in the central directory: 8 are the flags, 10 is the method (ZIP application note 4.3.12). */
function withField(zip: Uint8Array, field: number, bits: number): Uint8Array {
  const bytes = Buffer.from(zip);
  const entry = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  bytes[entry + field]! |= bits;
  return bytes;
}

describe('a course package', () => {
  it('is read with its blocks, defaults and texts, white space around them removed (13.1)', async () => {
    const { course, violations } = await readCourse(samplePackage(BLOCKS));
    expect(violations).toEqual([]);
    expect(course?.parts.map((part) => [part.kind, part.id.split('/').at(-1)])).toEqual([['block', 'outer'], ['au', 'last']]);
    expect(course?.parts[1]).toMatchObject({ url: 'au/index.html', moveOn: 'CompletedOrPassed', launchMethod: 'OwnWindow', launchParameters: 'speed=2', entitlementKey: 'key-1', masteryScore: undefined, title: { en: 'Last' } });
    expect((await readCourse(sampleCourse({ au: '' }))).course?.parts[0]).toMatchObject({ moveOn: 'NotApplicable', launchMethod: 'AnyWindow' });
  });

  it('may be a folder, or a file', async () => {
    mkdirSync(join(folder, 'unpacked/au'), { recursive: true });
    writeFileSync(join(folder, 'unpacked/cmi5.xml'), sampleStructure());
    writeFileSync(join(folder, 'unpacked/au/index.html'), 'a unit');
    writeFileSync(join(folder, 'course.zip'), sampleCourse());
    expect(await checkCourse(join(folder, 'unpacked'))).toEqual([]);
    expect(await checkCourse(join(folder, 'course.zip'))).toEqual([]);
    const system = await startCmi5System(join(folder, 'unpacked'));
    expect(await (await fetch(await system.launch({ learner: 'ada' }))).text()).toBe('a unit');
    await system.close();
  });

  it('may have entities, CDATA and elements of its own with their schema (13.1.5)', async () => {
    const after = `<launchParameters><![CDATA[a<b]]>&amp;c</launchParameters><v:more ${VENDOR}>x</v:more>`;
    const { course, violations } = await readCourse(sampleCourse({ after, files: { 'vendor.xsd': schema } }));
    expect(violations).toEqual([]);
    expect(course?.parts[0]).toMatchObject({ launchParameters: 'a<b&c' });
  });

  it.each<readonly [section: string, what: string, source: () => Uint8Array]>([
    ['cmi5 14.1', 'no zip file', () => strToU8('no zip')],
    ['cmi5 14.1', 'no cmi5.xml at the root', () => zipSync({ 'course/cmi5.xml': strToU8(sampleStructure()) })],
    ['cmi5 14.1', 'cmi5.xml in another spelling', () => zipSync({ 'CMI5.xml': strToU8(sampleStructure()) })],
    ['cmi5 14.1', 'a path out of the package', () => samplePackage(sampleStructure(), { '../x.txt': '' })],
    ['cmi5 14.1', 'a url that names no file', () => sampleCourse({ url: 'au/none.html' })],
    ['cmi5 14.1', 'a url from the root of the host', () => sampleCourse({ url: '/au/index.html' })],
    ['cmi5 14.1', 'a file twice', () => patched(sampleCourse({ files: { 'au/index.htm2': '' } }), 'au/index.htm2', 'au/index.html')],
    ['cmi5 14.1', 'a name that is not marked as UTF-8', () => patched(sampleCourse({ files: { 'au/a.txt': '' } }), 'au/a.txt', 'au/\u00a0txt')],
    ['cmi5 14.1', 'a file in another method of compression', () => withField(sampleCourse(), 10, 12)],
    ['cmi5 14.1', 'an encrypted file', () => withField(sampleCourse(), 8, 1)],
    ['cmi5 13.1.4', 'a url with a space', () => sampleCourse({ url: 'au/my index.html' })],
    ['cmi5 8.1', 'a url with a name of the launch', () => sampleCourse({ url: 'au/index.html?endpoint=x' })],
    ['cmi5 13.2', 'no XML', () => samplePackage('<courseStructure>')],
    ['cmi5 13.2', 'another namespace', () => change('https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd', 'http://www.adlnet.gov/cmi5/CourseStructure.xsd')],
    ['cmi5 13.2', 'no description', () => change('<description><langstring lang="en">The unit.</langstring></description>', '')],
    ['cmi5 13.2', 'an unknown moveOn', () => sampleCourse({ au: 'moveOn="Finished"' })],
    ['cmi5 13.2', 'a masteryScore above 1', () => sampleCourse({ au: 'masteryScore="80"' })],
    ['cmi5 13.2', 'an attribute of the drafts', () => sampleCourse({ au: 'authenticationMethod="Basic"' })],
    ['cmi5 13.2', 'elements in another order', () => sampleCourse({ after: '<entitlementKey>k</entitlementKey><launchParameters>p</launchParameters>' })],
    ['cmi5 13.1.4', 'a masteryScore with five decimals', () => sampleCourse({ au: 'masteryScore="0.80001"' })],
    ['cmi5 13.1', 'a language of one letter', () => change('<title><langstring lang="en">A unit', '<title><langstring lang="e">A unit')],
    ['cmi5 3.0', 'an id that is no IRI', () => change('id="https://publisher.example/au"', 'id="au-1"')],
    ['cmi5 3.0', 'an activityType that is no IRI', () => sampleCourse({ au: 'activityType="lesson"' })],
    ['cmi5 13.1', 'an id twice', () => change('id="https://publisher.example/au"', 'id="https://publisher.example/course"')],
    ['cmi5 13.1.3', 'an objective that is not there', () => samplePackage(BLOCKS.replace('idref="https://publisher.example/objective"', 'idref="https://publisher.example/other"'))],
    ['cmi5 13.1.3', 'an objective without any id', () => samplePackage(BLOCKS.replace(' idref="https://publisher.example/objective"', ''))],
    ['cmi5 13.1.5', 'elements of its own without a schema', () => sampleCourse({ after: `<v:more ${VENDOR}>x</v:more>` })],
  ])('%s: %s', async (section, _what, source) => {
    const package_ = source();
    const found = [...new Set((await checkCourse(package_)).map((one) => one.section))];
    expect(found).toEqual([section]);
    await expect(startCmi5System(package_)).rejects.toThrow(section);
  });
});

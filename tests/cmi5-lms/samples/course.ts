// A small course to test the system with, and a way to make one thing in it different.
import { strToU8, zipSync } from 'fflate';

/** What a sample course holds. */
export interface SampleCourse {
  /** Attributes of the AU beside its id. */
  au?: string;
  url?: string;
  /** Elements after the AU's url. */
  after?: string;
  /** More files of the package. */
  files?: { [path: string]: string };
}

const text = (name: string, value: string): string => `<${name}><langstring lang="en">${value}</langstring></${name}>`;

/** The course structure of a course with one AU. */
export function sampleStructure({ au = 'moveOn="CompletedAndPassed" masteryScore="0.8"', url = 'au/index.html', after = '' }: SampleCourse = {}): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="https://publisher.example/course">${text('title', 'A course')}${text('description', 'A course with one unit.')}</course>
  <au id="https://publisher.example/au" ${au}>${text('title', 'A unit')}${text('description', 'The unit.')}<url>${url}</url>${after}</au>
</courseStructure>`;
}

/** A package as a zip file, around a structure. */
export function samplePackage(structure: string, files: { [path: string]: string } = {}): Uint8Array {
  const all = { 'cmi5.xml': structure, 'au/index.html': '<!doctype html><title>Unit</title>', ...files };
  return zipSync(Object.fromEntries(Object.entries(all).map(([path, content]) => [path, strToU8(content)])));
}

/** A package with one AU, as a zip file. */
export function sampleCourse(choices: SampleCourse = {}): Uint8Array {
  return samplePackage(sampleStructure(choices), choices.files);
}

/** Two blocks, one inside the other, three AUs, one of them with NotApplicable. */
export const BLOCKS = `<?xml version="1.0" encoding="utf-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="https://publisher.example/course">${text('title', 'Blocks')}${text('description', 'Blocks.')}</course>
  <objectives><objective id="https://publisher.example/objective">${text('title', 'An objective')}${text('description', 'An objective.')}</objective></objectives>
  <block id="https://publisher.example/outer">${text('title', 'Outer')}${text('description', 'Outer.')}
    <objectives><objective idref="https://publisher.example/objective"/></objectives>
    <au id="https://publisher.example/one" moveOn="Completed">${text('title', 'One')}${text('description', 'One.')}<url>au/index.html</url></au>
    <block id="https://publisher.example/inner">${text('title', 'Inner')}${text('description', 'Inner.')}
      <au id="https://publisher.example/free" moveOn="NotApplicable">${text('title', 'Free')}${text('description', 'Free.')}<url>au/index.html?part=2</url></au>
    </block>
  </block>
  <au id="https://publisher.example/last" moveOn="CompletedOrPassed" launchMethod="OwnWindow">${text('title', 'Last')}${text('description', 'Last.')}<url>
    au/index.html </url><launchParameters>speed=2</launchParameters><entitlementKey>key-1</entitlementKey></au>
</courseStructure>`;

// The course structure of a package: cmi5 section 13, checked against a schema made from 13.1 and by reading the text.
import { readFileSync } from 'node:fs';
import { validateXML } from 'xmllint-wasm';
import { must, type Violation } from '../violations.ts';
import { isIri, isLanguageTag } from '../xapi/formats.ts';
import type { MoveOn } from '../rules/vocabulary.ts';
import { openPackage, type PackageFiles } from './package.ts';
import { urlViolations } from './url.ts';
import { everyElement, readXml, type Element } from './xml.ts';

const SPACE = 'https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd';
const SCHEMA = readFileSync(new URL('../schema/section-13.xsd', import.meta.url), 'utf8');

/** An assignable unit (cmi5 13.1.4). */
export interface Au {
  kind: 'au';
  /** The publisher's id. */
  id: string;
  title: { [language: string]: string };
  url: string;
  moveOn: MoveOn;
  launchMethod: 'AnyWindow' | 'OwnWindow';
  masteryScore: number | undefined;
  launchParameters: string | undefined;
  entitlementKey: string | undefined;
}

/** A block (cmi5 13.1.2). */
export interface Block {
  kind: 'block';
  id: string;
  title: { [language: string]: string };
  parts: (Au | Block)[];
}

/** A course (cmi5 13.1.1). */
export interface Course {
  id: string;
  title: { [language: string]: string };
  parts: (Au | Block)[];
}

/** What an LMS makes of a package. */
export interface ReadCourse {
  files: PackageFiles;
  /** Undefined where cmi5.xml is absent or does not fit the schema. */
  course: Course | undefined;
  violations: Violation[];
}

/** Reads and checks a course package: a zip file (path or bytes) or an unpacked folder (path). */
export async function readCourse(source: string | Uint8Array): Promise<ReadCourse> {
  const files = openPackage(source);
  const bytes = files.read('cmi5.xml');
  if (bytes === undefined) return { files, course: undefined, violations: [...files.violations] };
  const contents = new TextDecoder().decode(bytes);
  const result = await validateXML({ xml: { fileName: 'cmi5.xml', contents }, schema: { fileName: 'section-13.xsd', contents: SCHEMA }, normalization: 'c14n' });
  const schema = result.errors.map((error) => must('cmi5 13.2', error.message));
  if (!result.valid) return { files, course: undefined, violations: [...files.violations, ...schema] };
  const root = readXml(result.normalized);
  return { files, course: courseOf(root), violations: [...files.violations, ...structureViolations(root, files)] };
}

/** What the schema does not say: 3.0, 8.1, 13.1, 14.1. */
function structureViolations(root: Element, files: PackageFiles): Violation[] {
  const own = everyElement(root).filter((element) => element.space === SPACE);
  const named = (name: string): Element[] => own.filter((element) => element.name === name);
  const defined = named('objectives').flatMap((list) => list.children).filter((one) => one.attributes.id !== undefined);
  const referenced = named('objective').filter((one) => one.attributes.idref !== undefined);
  const ids = [...named('course'), ...named('block'), ...named('au'), ...defined].map((one) => one.attributes.id!.trim());
  return [
    // 3.0: IRIs are fully qualified. (d: 3.0.0.0-1)
    ...[...ids, ...referenced.map((one) => one.attributes.idref!.trim())].filter((id) => !isIri(id)).map((id) => must('cmi5 3.0', `the id ${JSON.stringify(id)} is no fully qualified IRI`)),
    ...named('au').map((au) => au.attributes.activityType?.trim()).filter((type) => type !== undefined && !isIri(type)).map((type) => must('cmi5 3.0', `the activityType ${JSON.stringify(type)} is no fully qualified IRI`)),
    // 13.1.1 to 13.1.4: globally unique, and an AU's id unique in the structure.
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => must('cmi5 13.1', `the id ${id} is there twice`)),
    // 13.1.2, 13.1.4: a reference is to an objective of the structure.
    ...referenced.map((one) => one.attributes.idref!.trim()).filter((id) => !defined.some((one) => one.attributes.id!.trim() === id)).map((id) => must('cmi5 13.1.3', `the objective ${id} is referred to, and is not in the structure`)),
    ...named('objective').filter((one) => one.attributes.id === undefined && one.attributes.idref === undefined).map(() => must('cmi5 13.1.3', 'an objective has neither id nor idref')),
    // 13.1.4: "up to 4 decimal places of precision".
    ...named('au').map((au) => au.attributes.masteryScore?.trim()).filter((score) => score !== undefined && !/^\+?\d*(?:\.\d{0,4}0*)?$/.test(score)).map((score) => must('cmi5 13.1.4', `the masteryScore ${score} has more than 4 decimal places`)),
    ...named('langstring').map((one) => one.attributes.lang).filter((lang) => lang !== undefined && !isLanguageTag(lang)).map((lang) => must('cmi5 13.1', `the language ${JSON.stringify(lang)} is no language tag`)),
    ...named('url').flatMap((url) => urlViolations(url.text, files)),
    ...extensionViolations(root, files),
  ];
}

/** 13.1.5: "MUST provide a XML Schema Definition" for elements and attributes of one's own. */
function extensionViolations(root: Element, files: PackageFiles): Violation[] {
  const standard = ['', SPACE, 'http://www.w3.org/2001/XMLSchema-instance', 'http://www.w3.org/XML/1998/namespace'];
  const spaces = new Set(everyElement(root).flatMap((element) => [element.space, ...element.foreign]).filter((space) => !standard.includes(space)));
  const schemas = [...files.paths].filter((path) => path.endsWith('.xsd')).map((path) => new TextDecoder().decode(files.read(path)));
  return [...spaces].filter((space) => !schemas.some((schema) => schema.includes(`targetNamespace="${space}"`))).map((space) => must('cmi5 13.1.5', `elements of ${space} are used, and the package has no schema for them`));
}

function courseOf(root: Element): Course {
  const course = root.children.find((child) => child.space === SPACE && child.name === 'course')!;
  return { id: course.attributes.id!.trim(), title: languagesOf(course, 'title'), parts: partsOf(root) };
}

function partsOf(parent: Element): (Au | Block)[] {
  return parent.children.filter((child) => child.space === SPACE && (child.name === 'au' || child.name === 'block')).map((child): Au | Block => {
    const [id, title] = [child.attributes.id!.trim(), languagesOf(child, 'title')];
    if (child.name === 'block') return { kind: 'block', id, title, parts: partsOf(child) };
    const text = (name: string): string | undefined => child.children.find((inner) => inner.space === SPACE && inner.name === name)?.text;
    const score = child.attributes.masteryScore?.trim();
    return {
      kind: 'au', id, title,
      url: text('url')!,
      // 13.1.4: the defaults.
      moveOn: (child.attributes.moveOn ?? 'NotApplicable') as MoveOn,
      launchMethod: (child.attributes.launchMethod ?? 'AnyWindow') as Au['launchMethod'],
      masteryScore: score === undefined || score === '' ? undefined : Number(score),
      launchParameters: text('launchParameters'),
      entitlementKey: text('entitlementKey'),
    };
  });
}

function languagesOf(element: Element, name: string): { [language: string]: string } {
  const list = element.children.find((child) => child.space === SPACE && child.name === name)?.children.filter((child) => child.name === 'langstring') ?? [];
  return Object.fromEntries(list.map((one) => [one.attributes.lang ?? 'und', one.text]));
}

/** All AUs of a course or a block, in order. */
export function everyAu(parts: readonly (Au | Block)[]): Au[] {
  return parts.flatMap((part) => (part.kind === 'au' ? [part] : everyAu(part.parts)));
}

/** All blocks of a course or a block, in order, the outer before the inner. */
export function everyBlock(parts: readonly (Au | Block)[]): Block[] {
  return parts.flatMap((part) => (part.kind === 'block' ? [part, ...everyBlock(part.parts)] : []));
}

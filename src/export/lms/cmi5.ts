// A package for learning systems that speak cmi5 (Quartz, 1st edition).
import { createHash } from 'node:crypto';
import type { PackageScope } from '../../course/package-scope.ts';
import { sorted, textFile, type Files } from '../files.ts';
import { escapeXml, LAUNCH } from './manifest.ts';

/** Name of the course structure, at the top of a package (section 13.2). */
export const COURSE_STRUCTURE = 'cmi5.xml';

/**
 * The package with its course structure: one assignable unit for the whole part. It is satisfied by what the course says of it: completed, when every lesson is read and every exercise
 * proved; passed, when every exercise is proved. Whoever looks after the learning system may lower the mastery score there: the course goes by what the launch says.
 */
export function cmi5(files: Files, scope: PackageScope): Files {
  const hasExercises = scope.lessons.some(({ exercises }) => exercises.length > 0);
  const criterion = hasExercises ? 'moveOn="CompletedAndPassed" masteryScore="1"' : 'moveOn="Completed"';
  const texts = `    <title><langstring lang="en">${escapeXml(scope.title)}</langstring></title>
    <description><langstring lang="en">${escapeXml(scope.description)}</langstring></description>`;
  const structure = `<?xml version="1.0" encoding="utf-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="${iri(scope, 'course')}">
${texts}
  </course>
  <au id="${iri(scope, 'au')}" launchMethod="AnyWindow" ${criterion}>
${texts}
    <url>${LAUNCH}</url>
  </au>
</courseStructure>
`;
  return sorted([...files, [COURSE_STRUCTURE, textFile(structure)]]);
}

/** Unique in the world without a domain of one's own, and the same for later editions of the same part: a UUID made from the name (version 5, RFC 9562). */
function iri(scope: PackageScope, kind: 'course' | 'au'): string {
  const hash = createHash('sha1').update(`no-single-point/cmi5/${kind}/${scope.id}`).digest();
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  return `urn:uuid:${hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`;
}

// Rules for the keys of objects: xAPI Data 2.2.s4 (null, unknown keys), 4.1 (extensions), 4.2 (language maps).
import { isObject, type JsonObject } from '../json.ts';
import { must, type Violation } from '../violations.ts';
import { isIri, isLanguageTag } from './formats.ts';

/** Keys that the specification does not allow there, the wrong case included (xAPI Data 2.2.s4.b1.b5, b7). */
export function unknownKeys(object: JsonObject, allowed: readonly string[], where: string, section: string): Violation[] {
  return Object.keys(object).filter((key) => !allowed.includes(key)).map((key) => must(section, `${where} has the key ${JSON.stringify(key)}, which is not allowed there`));
}

/** Null anywhere outside extensions (xAPI Data 2.2.s4.b1.b1). */
export function nullViolations(value: unknown, where: string): Violation[] {
  if (value === null) return [must('xAPI Data 2.2', `${where} is null`)];
  if (Array.isArray(value)) return value.flatMap((inner, index) => nullViolations(inner, `${where}[${index}]`));
  if (!isObject(value)) return [];
  return Object.entries(value).filter(([key]) => key !== 'extensions').flatMap(([key, inner]) => nullViolations(inner, `${where}.${key}`));
}

/** Extensions: an object whose keys are IRIs; values are free (xAPI Data 4.1). */
export function extensionViolations(value: unknown, where: string): Violation[] {
  if (value === undefined) return [];
  if (!isObject(value)) return [must('xAPI Data 4.1', `${where} is no object`)];
  return Object.keys(value).filter((key) => !isIri(key)).map((key) => must('xAPI Data 4.1', `${where} has the key ${JSON.stringify(key)}, which is no IRI`));
}

/** Language map: language tags to strings (xAPI Data 4.2). */
export function languageMapViolations(value: unknown, where: string): Violation[] {
  if (value === undefined) return [];
  if (!isObject(value)) return [must('xAPI Data 4.2', `${where} is no language map`)];
  return Object.entries(value).flatMap(([tag, text]) => [
    ...(isLanguageTag(tag) ? [] : [must('xAPI Data 4.2', `${where} has the key ${JSON.stringify(tag)}, which is no RFC 5646 language tag`)]),
    ...(typeof text === 'string' ? [] : [must('xAPI Data 4.2', `${where}.${tag} is no string`)]),
  ]);
}

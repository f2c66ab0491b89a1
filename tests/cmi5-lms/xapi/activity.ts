// Objects of statements: xAPI Data 2.4.4.
import { isObject, type JsonObject } from '../json.ts';
import { must, type Violation } from '../violations.ts';
import { actorViolations } from './actor.ts';
import { isIri, isIrl, isUuid } from './formats.ts';
import { extensionViolations, languageMapViolations, unknownKeys } from './keys.ts';

/** xAPI Data 2.4.4.1.s8: interaction types and the lists of components that each may have (s15). */
const INTERACTIONS: { readonly [type: string]: readonly string[] } = {
  'true-false': [], choice: ['choices'], 'fill-in': [], 'long-fill-in': [], matching: ['source', 'target'],
  performance: ['steps'], sequencing: ['choices'], likert: ['scale'], numeric: [], other: [],
};
const COMPONENTS = ['choices', 'scale', 'source', 'target', 'steps'];

/** An activity: object or context activity (xAPI Data 2.4.4.1). */
export function activityViolations(activity: unknown, where: string): Violation[] {
  if (!isObject(activity)) return [must('xAPI Data 2.4.4.1', `${where} is no object`)];
  const violations = unknownKeys(activity, ['objectType', 'id', 'definition'], where, 'xAPI Data 2.4.4.1');
  if (activity.objectType !== undefined && activity.objectType !== 'Activity') violations.push(must('xAPI Data 2.4.4.1', `${where}.objectType is ${JSON.stringify(activity.objectType)}, an activity is asked for`));
  if (!isIri(activity.id)) violations.push(must('xAPI Data 2.4.4.1', `${where}.id is no IRI: ${JSON.stringify(activity.id)}`));
  return activity.definition === undefined ? violations : [...violations, ...definitionViolations(activity.definition, `${where}.definition`)];
}

/** xAPI Data 2.4.4.1.s2 and, for interactions, s8 to s16. */
function definitionViolations(definition: unknown, where: string): Violation[] {
  const section = 'xAPI Data 2.4.4.1';
  if (!isObject(definition)) return [must(section, `${where} is no object`)];
  const violations = [
    ...unknownKeys(definition, ['name', 'description', 'type', 'moreInfo', 'extensions', 'interactionType', 'correctResponsesPattern', ...COMPONENTS], where, section),
    ...languageMapViolations(definition.name, `${where}.name`),
    ...languageMapViolations(definition.description, `${where}.description`),
    ...extensionViolations(definition.extensions, `${where}.extensions`),
  ];
  if (definition.type !== undefined && !isIri(definition.type)) violations.push(must(section, `${where}.type is no IRI`));
  if (definition.moreInfo !== undefined && !isIrl(definition.moreInfo)) violations.push(must(section, `${where}.moreInfo is no IRL`));
  const lists = COMPONENTS.filter((key) => definition[key] !== undefined);
  const pattern = definition.correctResponsesPattern;
  const { interactionType } = definition;
  if (interactionType === undefined) return lists.length > 0 || pattern !== undefined ? [...violations, must(section, `${where} has interaction properties without an interactionType`)] : violations;
  const supported = typeof interactionType === 'string' && Object.hasOwn(INTERACTIONS, interactionType) ? INTERACTIONS[interactionType] : undefined;
  if (supported === undefined) return [...violations, must(section, `${where}.interactionType is ${JSON.stringify(interactionType)}`)];
  if (pattern !== undefined && !(Array.isArray(pattern) && pattern.every((one) => typeof one === 'string'))) violations.push(must(section, `${where}.correctResponsesPattern is no array of strings`));
  return [...violations, ...lists.flatMap((key) => (supported.includes(key) ? componentViolations(definition[key], `${where}.${key}`) : [must(section, `${where}.${key} does not belong to an interaction of type ${String(interactionType)}`)]))];
}

/** xAPI Data 2.4.4.1.s15: an array of components with distinct ids. */
function componentViolations(list: unknown, where: string): Violation[] {
  const section = 'xAPI Data 2.4.4.1';
  if (!Array.isArray(list)) return [must(section, `${where} is no array`)];
  const ids = list.map((one) => (isObject(one) ? one.id : undefined));
  const violations = list.flatMap((one: unknown, index) => (isObject(one) ? [...unknownKeys(one, ['id', 'description'], `${where}[${index}]`, section), ...languageMapViolations(one.description, `${where}[${index}].description`)] : [must(section, `${where}[${index}] is no object`)]));
  if (ids.some((id) => typeof id !== 'string' || id === '')) violations.push(must(section, `${where} has a component without an id`));
  if (new Set(ids).size !== ids.length) violations.push(must(section, `${where} has an id twice`));
  return violations;
}

/** xAPI Data 2.4.4.3: a reference to a statement. */
export function statementRefViolations(reference: unknown, where: string): Violation[] {
  const section = 'xAPI Data 2.4.4.3';
  if (!isObject(reference)) return [must(section, `${where} is no object`)];
  const violations = unknownKeys(reference, ['objectType', 'id'], where, section);
  if (reference.objectType !== 'StatementRef') violations.push(must(section, `${where}.objectType is not StatementRef`));
  if (!isUuid(reference.id)) violations.push(must(section, `${where}.id is no UUID`));
  return violations;
}

/** The object of a statement; `sub` judges a SubStatement, null inside one, where another is forbidden (xAPI Data 2.4.4). */
export function objectViolations(object: unknown, where: string, sub: ((statement: JsonObject, where: string) => Violation[]) | null): Violation[] {
  if (!isObject(object)) return [must('xAPI Data 2.4.4', `${where} is no object`)];
  switch (object.objectType ?? 'Activity') {
    case 'Activity': return activityViolations(object, where);
    case 'Agent': case 'Group': return actorViolations(object, where);
    case 'StatementRef': return statementRefViolations(object, where);
    case 'SubStatement': return sub === null ? [must('xAPI Data 2.4.4.3', `${where} is a SubStatement inside a SubStatement`)] : sub(object, where);
    default: return [must('xAPI Data 2.4.4', `${where}.objectType is ${JSON.stringify(object.objectType)}`)];
  }
}

// The glossary speaks as lessons do, and a term's words mean the term wherever a lesson writes them.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ContentProblem } from '../../src/course/index.ts';
import type { Term } from '../../src/course/learning.ts';
import { readGlossary } from '../../src/course/glossary.ts';
import { bannedWords, sentencesOf, wordsOf } from './prose.ts';

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url));
const text = readFileSync(`${CONTENT}/glossary.yaml`, 'utf8');
const lessons = [...readFileSync(`${CONTENT}/course.yaml`, 'utf8').matchAll(/^ {6}- (\S+)$/gm)].map((line) => line[1]!);
const problems: ContentProblem[] = [];
const terms = readGlossary({ path: 'glossary.yaml', text }, lessons, problems);

/** Words of everyday English that have a meaning of their own in this field too. Alone, they would be explained where a lesson means the everyday one. */
const EVERYDAY = new Set(`
  active address alarm answer attempt backup balance bind book box budget call change check class clock connection copy cost count curve default delay depth design drain event fall fault
  field file form group hash head hint key lease length limit line link list load log loss machine member mode monitor name network node number object operator order owner page part
  passive path patience peer place pool port position power priority process rate read reader record region reload report request reserve rest result rise rule run scale scene seed
  series server service session share site size slow source spread stage stamp standard start state step stop store stream switch table tail task term test thread tier time timeout track turn
  unit up use user view voter wait weight window work write writer zone
`.trim().split(/\s+/));

/** What is wrong with one entry. */
function faultsOf({ id, term, forms, meaning, see }: Term): string[] {
  const sentences = sentencesOf([meaning]);
  return [
    ...[term, ...forms].filter((word) => EVERYDAY.has(word.toLowerCase())).map((word) => `${id}: "${word}" alone is everyday English.`),
    ...[term, ...forms].filter((word) => /`/.test(word)).map((word) => `${id}: ${word} has backticks.`),
    ...bannedWords(`${term} ${forms.join(' ')} ${meaning}`).map((fault) => `${id}: ${fault}`),
    ...(sentences.length > 2 ? [`${id}: has ${sentences.length} sentences.`] : []),
    ...sentences.filter((sentence) => wordsOf(sentence).length > 30).map((sentence) => `${id}: a sentence of more than 30 words: ${sentence}`),
    ...(/[.?!]$/.test(meaning) ? [] : [`${id}: the meaning ends without a full stop.`]),
    ...(see.includes(id) ? [`${id}: refers to itself.`] : []),
  ];
}

describe('the glossary', () => {
  it('compiles: ids, words and references are in order', () => {
    expect(problems).toEqual([]);
    expect(terms.length).toBeGreaterThanOrEqual(90);
  });

  it('explains each term in one or two plain sentences, under words that mean nothing else', () => {
    expect(terms.flatMap(faultsOf)).toEqual([]);
    const sentences = sentencesOf(terms.map((term) => term.meaning));
    expect(sentences.reduce((sum, sentence) => sum + wordsOf(sentence).length, 0) / sentences.length).toBeLessThanOrEqual(18);
  });

  it('leaves nobody alone: most terms refer to another', () => {
    expect(terms.filter((term) => term.see.length > 0).length / terms.length).toBeGreaterThan(0.8);
  });
});

describe('its linter', () => {
  const good: Term = { id: 'a', term: 'database node', forms: [], meaning: 'One server of a group.', lesson: null, see: [] };
  it.each<[string, Partial<Term>]>([
    ['everyday words', { forms: ['Node'] }],
    ['backticks', { forms: ['`read_only`'] }],
    ['banned words', { meaning: 'It is easy.' }],
    ['a third sentence', { meaning: 'One here. Two here. Three here.' }],
    ['long sentences', { meaning: `It is ${'very '.repeat(40)}long.` }],
    ['a missing full stop', { meaning: 'One server' }],
    ['references to itself', { see: ['a'] }],
  ])('finds %s', (_, change) => {
    expect(faultsOf(good)).toEqual([]);
    expect(faultsOf({ ...good, ...change })).toHaveLength(1);
  });
});

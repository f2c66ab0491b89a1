// Reads lessons and exercises as prose, and says what does not fit the house's language rules. Pure: text in, sentences about it out.

/** Words that the course does not use, each with what stands instead. */
export const BANNED: readonly (readonly [RegExp, string])[] = [
  [/\b(obviously|simply|just|trivial(ly)?|easy|easily|of course)\b/i, 'nothing: what is plain to one reader is not to another'],
  [/\b(masters?|slaves?)\b(?!-)/, 'primary, replica, owner or backup'],
  [/\b(white|black)-?lists?\b/i, 'allow list, deny list'],
  [/\b(kills?|killed|killing)\b/i, 'stop, end, remove'],
  [/\b(sanity check|dummy)\b/i, 'quick check, stand-in'],
  [/\bdead man['’]s switch\b/i, 'heartbeat alert'],
  [/\b(man-hours?|guys|he|she|his|her)\b/i, 'person-hours, they'],
  [/\b(oops|great|awesome|well done|congratulations|wrong answer)\b/i, 'a number and its cause'],
];

/** A Mermaid block of a lesson. */
export interface Diagram { title: string | null; description: string | null; caption: string; labels: string[] }

/** A lesson as its reader meets it. */
export interface Prose {
  /** Paragraphs, list items, questions and headings: no code blocks, no tables. */
  blocks: string[];
  headings: { level: number; text: string }[];
  diagrams: Diagram[];
  /** Alternative texts of images. */
  images: string[];
  links: string[];
}

/** Takes a lesson apart. */
export function readLesson(mdx: string): Prose {
  const body = mdx.replace(/^---\n[\s\S]*?\n---\n/, '');
  const diagrams = [...body.matchAll(/^```mermaid\n([\s\S]*?)^```/gm)].map((block) => readDiagram(block[1]!));
  const text = body.replace(/^```[\s\S]*?^```/gm, '').replace(/^\|.*$/gm, '');
  const images = [...text.matchAll(/!\[([^\]]*)\]\(/g)].map((image) => image[1]!.trim());
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((link) => link[1]!);
  const blocks = text.split(/\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)/).map(plain).filter((block) => block !== '');
  const headings = [...text.matchAll(/^(#{1,6})\s+(.*)$/gm)].map((heading) => ({ level: heading[1]!.length, text: plain(heading[2]!) }));
  return { blocks, headings, diagrams, images, links };
}

/** Title, description and labels of one Mermaid block. */
export function readDiagram(source: string): Diagram {
  const labels = source.split('\n').flatMap((line) => {
    if (/^\s*(acc(Title|Descr)|%%)/.test(line)) return [];
    return [...line.matchAll(/\[([^[\]]+)\]|\|([^|]+)\||(?:^|\s)as (.+)$|: (.+)$/g)].map((label) => (label[1] ?? label[2] ?? label[3] ?? label[4])!.trim());
  });
  const caption = [...source.matchAll(/^\s*%% caption:\s*(.*)$/gm)].map((line) => line[1]!).join(' ');
  return { caption, title: /^\s*accTitle:\s*(\S.*)$/m.exec(source)?.[1] ?? null, description: /^\s*accDescr:\s*(\S.*)$/m.exec(source)?.[1] ?? null, labels };
}

function plain(markdown: string): string {
  return markdown
    .replace(/^#{1,6}\s+/gm, '').replace(/^\s*(?:[-*]|\d+\.)\s+/gm, '')
    .replace(/<\w+[^>]*\btitle="([^"]*)"[^>]*>/g, '$1. ').replace(/<[^>]+>/g, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/`[^`\n]*`/g, (code) => code.slice(1, -1).replace(/[.?!]/g, ' ')).replace(/[*_]{1,3}(\S(?:.*?\S)?)[*_]{1,3}/g, '$1')
    .replace(/\s+/g, ' ').trim();
}

/** Its words; a number with its unit counts as it is spaced. */
export function wordsOf(text: string): string[] {
  return text.split(/[\s/]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
}

/** Its sentences. A decimal point and a single capital before a dot do not end one. */
export function sentencesOf(blocks: readonly string[]): string[] {
  return blocks.flatMap((block) => block.split(/(?<=[.?!:]["”]?)\s+(?=["“]?[\p{Lu}\p{N}`])/u)).filter((sentence) => wordsOf(sentence).length > 0);
}

/** Mean number of words of a sentence; headings and single words count like sentences, so leave them out of `blocks` where that matters. */
export function meanSentence(blocks: readonly string[]): number {
  const sentences = sentencesOf(blocks);
  return sentences.reduce((sum, sentence) => sum + wordsOf(sentence).length, 0) / Math.max(1, sentences.length);
}

/** One line for each banned word in a text. Code in backticks is free: a daemon's keyword stays what it is. */
export function bannedWords(text: string): string[] {
  const prose = text.replace(/`[^`\n]*`/g, ' ');
  return BANNED.flatMap(([word, instead]) => {
    const found = word.exec(prose);
    return found === null ? [] : [`"${found[0]}": write ${instead}.`];
  });
}

/** What is wrong with a diagram for a reader who does not see it. */
export function diagramProblems(diagram: Diagram): string[] {
  const problems: string[] = [];
  if (diagram.title === null) problems.push('A diagram has no accTitle.');
  if (diagram.description === null) problems.push(`The diagram "${diagram.title ?? '?'}" has no accDescr.`);
  if (diagram.labels.length === 0) problems.push(`The diagram "${diagram.title ?? '?'}" has no labels.`);
  for (const label of diagram.labels) if (wordsOf(label).length > 12) problems.push(`The label "${label}" has more than 12 words.`);
  return problems;
}

/** Headings that skip a level, or are of level 1, which belongs to the title. */
export function headingProblems(headings: Prose['headings']): string[] {
  return headings.flatMap(({ level, text }, at) => {
    if (level === 1) return [`"${text}" is of level 1, which belongs to the lesson's title.`];
    const before = at === 0 ? 1 : headings[at - 1]!.level;
    return level > before + 1 ? [`"${text}" skips a level.`] : [];
  });
}

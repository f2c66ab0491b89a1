// What search finds: sections of lessons and pages, exercises, terms. No solution, no mistake, nothing that a prediction hides.
import { compile } from '@mdx-js/mdx';
import Slugger from 'github-slugger';
import remarkGfm from 'remark-gfm';
import type { ContentFile, Course } from '../../course/index.ts';
import { exerciseAddress, lessonAddress, pageAddress, termAddress } from '../layouts/page-address.ts';
import type { SearchEntry } from '../search/entry.ts';

interface MarkdownNode {
  type: string;
  name?: string | null;
  lang?: string | null;
  depth?: number;
  value?: string;
  children?: MarkdownNode[];
}

/** Everything that can be found, in the order of the course; `files` are those of content/. */
export async function searchEntries(course: Course, files: readonly ContentFile[]): Promise<SearchEntry[]> {
  const textOf = (path: string): string => files.find((file) => file.path === path)?.text ?? '';
  const lessons = course.modules.flatMap((module) => module.lessons);
  const ofLessons = await Promise.all(lessons.map(async (lesson) => [
    ...(await sectionsOf(textOf(`${lesson.module}/${lesson.id}/lesson.mdx`), { kind: `lesson ${lesson.number}`, title: lesson.title, lead: lesson.lead, address: lessonAddress(lesson) })),
    ...lesson.exercises.map((exercise): SearchEntry => ({ kind: `exercise of ${lesson.number}`, title: exercise.title, heading: '', text: plain([...exercise.story, ...exercise.goals].join(' ')), address: exerciseAddress(exercise) })),
  ]));
  const ofPages = await Promise.all(course.pages.map((page) => sectionsOf(textOf(`pages/${page.id}.mdx`), { kind: 'page', title: page.title, lead: page.lead, address: pageAddress(page) })));
  const terms = course.glossary.map((term): SearchEntry => ({ kind: 'term', title: term.term, heading: term.forms.join(', '), text: plain(term.meaning), address: termAddress(term) }));
  return [...ofLessons.flat(), ...ofPages.flat(), ...terms];
}

interface Head { kind: string; title: string; lead: string; address: string }

/** One entry for the text before the first heading, and one for each heading. The anchors are those of the built page. */
export async function sectionsOf(mdx: string, { kind, title, lead, address }: Head): Promise<SearchEntry[]> {
  const entries: SearchEntry[] = [{ kind, title, heading: '', text: lead, address }];
  const slugger = new Slugger();
  const collect = () => (tree: MarkdownNode): void => {
    for (const node of tree.children ?? []) {
      if (node.type === 'heading') {
        const slug = slugger.slug(wordsOf(node));
        entries.push({ kind, title, heading: wordsOf(node), text: '', address: `${address}#${slug}` });
      } else {
        const entry = entries.at(-1)!;
        entry.text = `${entry.text} ${wordsOf(node)}`.replace(/\s+/g, ' ').trim();
      }
    }
  };
  await compile(mdx.replace(/^---[ \t]*\r?\n[\s\S]*?\n---[ \t]*(?=\r?\n|$)/, ''), { remarkPlugins: [remarkGfm, collect] });
  return entries;
}

/** The words that a reader sees without opening anything: a prediction's outcome is left out, and so is the source of a diagram. */
function wordsOf(node: MarkdownNode): string {
  if (node.name === 'Predict' || node.lang === 'mermaid' || node.type === 'mdxjsEsm' || node.type.endsWith('Expression')) return '';
  if (node.value !== undefined) return node.value;
  const isInline = ['paragraph', 'heading', 'link', 'emphasis', 'strong'].includes(node.type);
  return (node.children ?? []).map(wordsOf).join(isInline ? '' : ' ');
}

const plain = (text: string): string => text.replaceAll('`', '');

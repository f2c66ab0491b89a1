// In a part of the course, links to lessons and exercises that the part leaves out read as text, and say so.
import { posix } from 'node:path';
import type { LessonElsewhere } from '../../course/course.ts';
import { exerciseAddress, lessonAddress, pageAddress } from '../layouts/page-address.ts';

interface MarkdownNode {
  type: string;
  url?: string;
  value?: string;
  children?: MarkdownNode[];
}

/** A remark plugin; `elsewhere` are the lessons left out. */
export function remarkElsewhere(elsewhere: readonly LessonElsewhere[]) {
  const notes = new Map(elsewhere.flatMap((lesson) => [
    [lessonAddress(lesson), ` (lesson ${lesson.number}, not in this part)`] as const,
    ...lesson.exercises.map((id) => [exerciseAddress({ id }), ` (an exercise of lesson ${lesson.number}, not in this part)`] as const),
  ]));
  return () => (tree: MarkdownNode, file: { path?: string }) => {
    const own = addressOf(file.path ?? '');
    if (own === null) return;
    const visit = (parent: MarkdownNode): void => {
      if (parent.children !== undefined) parent.children = parent.children.flatMap((node): MarkdownNode[] => {
        visit(node);
        const note = node.type === 'link' ? notes.get(posix.join(posix.dirname(own), node.url!.replace(/#.*$/, ''))) : undefined;
        return note === undefined ? [node] : [...(node.children ?? []), { type: 'text', value: note }];
      });
    };
    visit(tree);
  };
}

/** The address of the page that a file of content/ becomes. */
function addressOf(path: string): string | null {
  const [, page, module, lesson] = /[\\/]content[\\/](?:pages[\\/]([^\\/]+)|([^\\/]+)[\\/]([^\\/]+)[\\/]lesson)\.mdx$/.exec(path) ?? [];
  if (page !== undefined) return pageAddress({ id: page });
  return module === undefined ? null : lessonAddress({ module, id: lesson! });
}

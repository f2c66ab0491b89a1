import type { Meta } from './shapes.ts';

/** What an exercise is called; its id where the course has it no longer, or is not known yet. */
export function titleOf(meta: Meta | null, exercise: string): string {
  return meta?.course.modules.flatMap(({ exercises }) => exercises).find(({ id }) => id === exercise)?.title ?? exercise;
}

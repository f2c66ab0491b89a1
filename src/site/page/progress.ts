// How far the learner is, from what this browser keeps: marked on the course map and on the lesson's exercises.
import { keys, read, write } from '../platform/store.ts';

/** A lesson's mark: opened, or read to its end. */
type LessonState = 'opened' | 'read';

/** Keeps that this lesson was opened or read, and shows the state of every lesson and exercise that the page names. */
export async function followProgress(): Promise<void> {
  const lesson = document.querySelector<HTMLMetaElement>('meta[name="lesson"]')?.content;
  if (lesson !== undefined) await followLesson(lesson);
  const known = new Set(await keys(''));
  for (const element of document.querySelectorAll<HTMLElement>('[data-lesson]')) {
    const state = await readLesson(element.dataset['lesson']!);
    if (state) mark(element, state === 'read' ? 'ok' : 'now', state === 'read' ? 'read' : 'in progress');
  }
  for (const element of document.querySelectorAll<HTMLElement>('[data-exercise]')) {
    const id = element.dataset['exercise']!;
    if (await isPassed(id)) mark(element, 'proof', 'proved');
    else if (known.has(`draft:${id}`) || known.has(`result:${id}`)) mark(element, 'now', 'in progress');
  }
}

async function followLesson(lesson: string): Promise<void> {
  if ((await readLesson(lesson)) === null) await writeLesson(lesson, 'opened');
  const end = document.querySelector('.nx');
  if (!end) return;
  const watcher = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watcher.disconnect();
    void writeLesson(lesson, 'read');
  });
  watcher.observe(end);
}

async function readLesson(lesson: string): Promise<LessonState | null> {
  const state = parse(await read(`lesson:${lesson}`))?.['state'];
  return state === 'opened' || state === 'read' ? state : null;
}

/** A mark that cannot be kept is not worth a message. */
function writeLesson(lesson: string, state: LessonState): Promise<void> {
  return write(`lesson:${lesson}`, JSON.stringify({ format: 1, state })).catch(() => undefined);
}

/** The workspace keeps results under this key; see records/result.ts. */
async function isPassed(exercise: string): Promise<boolean> {
  return typeof parse(await read(`result:${exercise}`))?.['passedOnRun'] === 'number';
}

function parse(text: string | null): { [field: string]: unknown } | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return typeof value === 'object' ? (value as { [field: string]: unknown } | null) : null;
  } catch {
    return null;
  }
}

function mark(element: HTMLElement, glyph: string, words: string): void {
  const state = element.querySelector('.state');
  if (state) state.textContent = words;
  const sample = document.querySelector(`.legend .g-${glyph}`);
  const shown = element.querySelector('.g');
  if (sample && shown) shown.replaceWith(sample.cloneNode(true));
  element.classList.remove('untouched');
  element.classList.add(glyph);
}

// How far the learner is: marked on the course map and on the lesson's exercises. And what is remembered of this visit.
import { encodeLesson, type LessonState } from '../records/lesson.ts';
import { decodePlace, encodePlace, PLACE_KEY, type Place } from '../records/place.ts';
import { read, write } from '../platform/store.ts';
import { exerciseState, lessonState } from './standing.ts';

/** Keeps where the learner is, and shows the state of every lesson and exercise that the page names. */
export async function followProgress(): Promise<void> {
  const lesson = document.querySelector<HTMLMetaElement>('meta[name="lesson"]')?.content;
  const exercise = document.querySelector('nsp-workspace')?.getAttribute('exercise');
  if (lesson !== undefined) await followLesson(lesson);
  if (exercise) keepPlace('exercise', exercise);
  document.addEventListener('click', ({ target }) => {
    const opened = (target as Element).closest<HTMLElement>('[data-open-workspace]');
    if (opened) keepPlace('exercise', opened.dataset['openWorkspace']!);
  });
  await markAll();
}

async function followLesson(lesson: string): Promise<void> {
  if ((await lessonState(lesson)) === null) await keepLesson(lesson, 'opened');
  const place = decodePlace(await read(PLACE_KEY));
  // Who opens a lesson again has not gone back to its beginning.
  if (place?.id !== lesson) keepPlace('lesson', lesson);
  const headings = new IntersectionObserver((entries) => {
    const { target } = entries.findLast((entry) => entry.isIntersecting) ?? {};
    if (target) keepPlace('lesson', lesson, { anchor: target.id, text: target.textContent! });
  }, { rootMargin: '0px 0px -40%' });
  for (const heading of document.querySelectorAll('.prose > h2[id]')) headings.observe(heading);
  const links = document.querySelector('.nx');
  if (links === null) return;
  const isRead = () => void keepLesson(lesson, 'read', () => links.classList.add('read'));
  new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) isRead();
  }).observe(links);
  // Who goes there by Tab and on at once is faster than the observer.
  links.addEventListener('focusin', isRead);
}

/** A mark that cannot be kept is not worth a message. `then`: when it is. */
const keepLesson = (lesson: string, state: LessonState, then?: () => void): Promise<void> => write(`lesson:${lesson}`, encodeLesson(state)).then(then, () => undefined);

function keepPlace(kind: Place['kind'], id: string, heading: Place['heading'] = null): void {
  void write(PLACE_KEY, encodePlace({ format: 1, kind, id, heading, atMs: Date.now() })).catch(() => undefined);
}

async function markAll(): Promise<void> {
  for (const element of document.querySelectorAll<HTMLElement>('[data-lesson]')) {
    const state = await lessonState(element.dataset['lesson']!);
    if (state) mark(element, state === 'read' ? 'ok' : 'now', state === 'read' ? 'read' : 'in progress');
  }
  for (const element of document.querySelectorAll<HTMLElement>('[data-exercise]')) {
    const state = await exerciseState(element.dataset['exercise']!, Number(element.dataset['version']));
    if (state) element.classList.add(state.kind);
    if (state?.kind === 'proved') mark(element, 'proof', 'proved');
    else if (state?.kind === 'older') mark(element, 'now', `passed version ${state.version}; the exercise has changed since`);
    else if (state) mark(element, 'now', 'in progress');
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

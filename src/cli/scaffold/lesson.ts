import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isScalar, isSeq, parseDocument, type YAMLSeq, type Scalar } from 'yaml';
import { BadUse, Stopped } from '../command.ts';
import { idsOf, writeNewFiles } from './place.ts';

/** Writes a new lesson and adds it to the end of its module in course.yaml; returns a line for each thing done. */
export function newLesson(root: string, path: string): string[] {
  const [module, id] = idsOf(path, ['MODULE', 'ID']) as [string, string];
  const outlineFile = join(root, 'content', 'course.yaml');
  if (!existsSync(outlineFile)) throw new Stopped('There is no content/course.yaml to add the lesson to.', 2);
  if (existsSync(join(root, 'content', path))) throw new BadUse(`content/${path} exists already. Nothing was written.`);
  const outline = addLesson(readFileSync(outlineFile, 'utf8'), module, id);
  const written = writeNewFiles(root, [{ path: `${path}/lesson.mdx`, text: lessonText(id) }]);
  writeFileSync(outlineFile, outline);
  return [...written, `changed  content/course.yaml: ${id} is now the last lesson of ${module}`];
}

/** course.yaml with a lesson more; every other byte stays as its author wrote it. */
export function addLesson(yaml: string, module: string, id: string): string {
  const document = parseDocument(yaml);
  const modules = document.get('modules');
  if (document.errors.length > 0 || !isSeq(modules)) throw new Stopped('content/course.yaml cannot be read: run npx nsp check, and mend it first.', 2);
  const found = modules.items.find((item) => isMap(item) && item.get('id') === module);
  if (!isMap(found)) throw new BadUse(`course.yaml has no module ${module}. Add it there first, with id, title, summary and lessons: []`);
  const all = modules.items.flatMap((item) => (isMap(item) && isSeq(item.get('lessons')) ? (item.get('lessons') as YAMLSeq).items : []));
  if (all.some((item) => isScalar(item) && item.value === id)) throw new BadUse(`course.yaml has a lesson ${id} already.`);
  const lessons = found.get('lessons', true) as unknown;
  if (!isSeq(lessons) || lessons.range == null) throw new Stopped(`In content/course.yaml the module ${module} has no list of lessons: write lessons: []`, 2);
  return insertItem(yaml, lessons, id);
}

function insertItem(yaml: string, list: YAMLSeq, id: string): string {
  const last = list.items.at(-1) as Scalar | undefined;
  if (list.flow === true || last === undefined) {
    const end = yaml.lastIndexOf(']', list.range![1] - 1);
    return `${yaml.slice(0, end)}${list.items.length === 0 ? '' : ', '}${id}${yaml.slice(end)}`;
  }
  const lineStart = yaml.lastIndexOf('\n', last.range![0]) + 1;
  const indent = yaml.slice(lineStart, yaml.indexOf('-', lineStart));
  const lineEnd = yaml.indexOf('\n', last.range![1] - 1);
  const end = lineEnd < 0 ? yaml.length : lineEnd;
  return `${yaml.slice(0, end)}\n${indent}- ${id}${yaml.slice(end)}`;
}

function lessonText(id: string): string {
  return `---
# The title says what a learner knows afterwards, or asks the question: "Even turns are not even load".
title: ${id.replaceAll('-', ' ').replace(/^./, (first) => first.toUpperCase())}
# One sentence under the title.
lead: One sentence that says what this lesson is about.
# Time to read the text; exercises have their own.
minutes: 20
# What the learner can do afterwards. Each begins with a verb that can be observed: compute, trace, choose; not "understand".
objectives:
  - Compute something that was out of reach before.
# Ids of earlier lessons that this one builds on, such as [round-robin-and-weights].
prerequisites: []
---

{/* Everything in braces with stars is a note to you: learners never see it. Delete the notes as you go. */}

{/* Begin with a situation that somebody could be in tonight: machines, numbers, and what goes wrong. No definition yet. */}

The situation, in a few sentences with numbers.

{/* Let the learner predict before you tell. The answer stays folded until it is asked for. */}

**Stop here and predict.** A question with a number as its answer?

<details>
<summary>Compare with the run</summary>

The number that was measured, and why the other answers are tempting.

</details>

{/* A diagram is a fenced block with the language mermaid. Give it a line accTitle and a line accDescr, which say in words what it
    shows; then run npm run diagrams, and commit the SVG files that it writes. */}

## The belief to give up

{/* Name the misconception as people say it, and what it costs. Then the mechanism, in the words of the daemon's manual. */}

What people believe, and what happens instead.

## Worked example

{/* Solve one case completely, with every step, and other numbers than the exercise has. */}

1. **First step.** What is computed, from which numbers.

{/* Exercises are embedded by their id, in the order of the text. npx nsp new exercise adds one at the end of this file. */}

## What the simulator leaves out here

{/* Where reality differs from the model, and in which direction. */}

What a real machine does in addition.
`;
}

// The model that `nsp new lesson` writes: a lesson that compiles, with the author's manual in its comments.
import type { NewFile } from './place.ts';

/** The files of a new lesson, with paths inside its folder. Ids of questions and predictions carry the lesson's id, since they are different in the whole course. */
export function lessonFiles(id: string): NewFile[] {
  return [
    { path: 'lesson.mdx', text: lessonText(id) }, { path: 'predictions.yaml', text: predictionsText(id) }, { path: 'questions.yaml', text: questionsText(id) },
    { path: 'measured.yaml', text: MEASURED }, { path: 'designs/two-servers.ts', text: DESIGN },
  ];
}

const predictionsText = (id: string): string => `# What learners say before they are told. A number, a choice, a ranking or a curve: src/course/schema/prediction.ts has every field.
- id: ${id}-answered
  ask: Two servers can do 80 requests a second each, and 100 arrive. How many of 100 are answered in time?
  number: { unit: "%", least: 0, most: 100, measured: answered }
`;

const questionsText = (id: string): string => `# Questions come back after 2, 9 and 30 days. choice, order, match, number or line: src/course/schema/question.ts has every field.
- id: ${id}-utilisation
  ask: A server can do 80 requests a second, and 60 arrive. How busy is it?
  # The belief that a wrong answer shows, where there is one: misconception: M25
  number: { unit: "%", right: 75, tolerance: 1 }
  why: 60 / 80 is 0.75.
`;

const MEASURED = `# What the site simulates for this lesson. src/course/schema/measured.ts has every field.
runs:
  - id: steady
    title: 100 requests a second for a minute
    design: designs/two-servers.ts
    duration: 60s
    warmup: 10s
    workload: { rate: 100, service: { exponential: 50ms }, clientTimeout: 5s }
# The limit is what your text claims: with any seed outside it, the build stops and names this line.
numbers:
  - { id: answered, run: steady, metric: availabilityPct, unit: "%", atLeast: 99.9 }
`;

const DESIGN = `import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: { lb1: {}, web1: {}, web2: {} },
  apps: { app1: { host: 'web1' }, app2: { host: 'web2' } },
  haproxy: { on: 'lb1', backends: { shop: { servers: { web1: { to: 'app1' }, web2: { to: 'app2' } } } } },
});
`;

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

{/* Let the learner predict before you tell: predictions.yaml has the question, and what stands inside opens afterwards. Every number that the
    simulator measures stands in measured.yaml, is simulated when the site is built, and stops the build when your text no longer holds. */}

<Predict id="${id}-answered">

The run answered <Measured id="answered" /> of the requests in time. Say why the other answers are tempting.

</Predict>

<RunChart id="steady" />

{/* A diagram is a fenced block with the language mermaid. Give it a line accTitle and a line accDescr, which say in words what it
    shows; then run npm run diagrams, and commit the SVG files that it writes. */}

## The belief to give up

{/* Name the misconception as people say it, and what it costs. Then the mechanism, in the words of the daemon's manual. */}

What people believe, and what happens instead.

## Worked example

{/* Solve one case completely, with every step, and other numbers than the exercise has. */}

1. **First step.** What is computed, from which numbers.

## Recall

{/* Four to six questions on this lesson, of several kinds, in questions.yaml. Near the top of the lesson ask about three from earlier ones. */}

<Question id="${id}-utilisation" />

{/* Exercises are embedded by their id, in the order of the text. npx nsp new exercise adds one at the end of this file. */}

## What the simulator leaves out here

{/* Where reality differs from the model, and in which direction. */}

What a real machine does in addition.
`;
}

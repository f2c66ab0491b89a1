// A small course without any problem, and ways to break it.
import { compileCourse, type CompiledCourse, type ContentFile } from '../../src/course/index.ts';

/** Lines of the sample's exercise.yaml; tests name the lines that they expect. */
export const EXERCISE_YAML = `version: 1
title: A title
level: 1
minutes: 10
story: |
  First paragraph
  goes on.

  Second paragraph.
goals: [it works]
hints: [one, two, three]
seeds: [1, 2, 3]
starterFails: [in-time]
runs:
  - id: steady
    title: A run
    duration: 120s
    warmup: 10s
    workload:
      rate: 180
      service: { exponential: 50ms }
      clientTimeout: 5s
      classes:
        - { name: read, share: 0.9, database: read, query: { fixed: 2ms } }
        - { name: write, share: 0.1, method: POST }
    faults:
      - { at: 60s, until: 90s, kind: host-loss, host: web1 }
checks:
  - id: in-time
    title: Users are answered in time
    run: steady
    metric: availabilityPct
    atLeast: 99.9
    why: Because.
    lookAt: Look.
  - id: cost
    title: No new machine
    metric: costUnits
    atMost: 3
    why: Because.
    lookAt: Look.
diagnoses:
  - id: inverted
    misconception: M03
    check: in-time
    when:
      - { metric: loadSharePct, of: old, above: 55 }
      - { field: haproxy.backends.*.servers.*.weight, above: 1 }
    say: It got {share} %.
    values: { share: { metric: loadSharePct, of: old } }
  - id: too-large
    misconception: M03
    when:
      - { problem: out-of-range, field: haproxy.backends.*.servers.*.weight }
    say: Too large.
predict:
  ask: How many?
  number: { unit: "%", least: 0, most: 100, run: steady, metric: availabilityPct }
beforeSolution:
  ask: Why?
  choice:
    options:
      - { id: one, text: One, right: true }
      - { id: two, text: Two, because: No. }
  why: Because.
`;

const LESSON = `---
title: A lesson
lead: One sentence.
minutes: 20
objectives: [compute]
prerequisites: []
---

Text.

<Exercise id="weights" />
`;

/** The files of the sample course, by path. */
export const SAMPLE: { readonly [path: string]: string } = {
  'course.yaml': `title: A course
modules:
  - id: one
    title: Module one
    summary: Does it.
    lessons:
      - first
`,
  'one/first/lesson.mdx': LESSON,
  'one/first/diagrams/0123456789.svg': '<svg/>',
  'one/first/weights/exercise.yaml': EXERCISE_YAML,
  'one/first/weights/starter.ts': 'export default {};\n',
  'one/first/weights/solutions/a.ts': '// title: One way\nexport default {};\n',
  'one/first/weights/solutions/b.ts': '// title: Another way\nexport default {};\n',
  'one/first/weights/mistakes/c.ts': '// fails: in-time\n// diagnosis: inverted\nexport default {};\n',
  'one/first/weights/mistakes/d.ts': '// fails: validation\n// diagnosis: too-large\nexport default {};\n',
  'one/first/weights/mistakes/e.ts': '// fails: in-time\n// diagnosis: inverted\nexport default { e: 1 };\n',
};

/** Compiles the sample with some files replaced, added, or (null) taken away. */
export function compileWith(changes: { [path: string]: string | null } = {}): CompiledCourse {
  const files: ContentFile[] = Object.entries({ ...SAMPLE, ...changes }).flatMap(([path, text]) => (text === null ? [] : [{ path, text }]));
  return compileCourse(files);
}

/** The problems of the sample with these changes, as `file:line: message`. */
export const problemsWith = (changes: { [path: string]: string | null }): string[] => compileWith(changes).problems.map(({ file, line, message }) => `${file}:${line}: ${message}`);

/** The problems of the sample with one text in its exercise.yaml replaced, without the folder in front. */
export function problemsOfYaml(from: string, to: string): string[] {
  if (!EXERCISE_YAML.includes(from)) throw new Error(`The sample has no "${from}".`);
  return problemsWith({ 'one/first/weights/exercise.yaml': EXERCISE_YAML.replace(from, to) }).map((problem) => problem.replace('one/first/weights/', ''));
}

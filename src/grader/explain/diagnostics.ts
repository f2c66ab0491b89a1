import { describeProblem, formatPath } from '../../infrastructure/index.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import { formatNumber } from './numbers.ts';
import { printable } from './printable.ts';

/** What is wrong, and what to do about it; both are sentences. */
export interface DiagnosticText {
  message: string;
  /** null where the message says it all. */
  advice: string | null;
}

type Text = (data: Diagnostic['data'], diagnostic: Diagnostic) => DiagnosticText;

const EXAMPLE = 'Write `export default defineInfrastructure({ … })`.';

const KINDS: { [kind: string]: string } = {
  function: 'a function', undefined: 'undefined', string: 'a text', number: 'a number', boolean: 'true or false', bigint: 'a bigint', symbol: 'a symbol',
  promise: 'a promise', instance: 'an instance of a class', getter: 'a getter', cycle: 'an object that contains itself', list: 'a list', null: 'null',
  'too-deep': 'nested more than 32 levels deep', 'too-large': 'larger than any design', 'reserved-name': 'a reserved name',
};

/** Sentences for what the grader itself finds; the sentences for wrong fields are `describeProblem`'s. */
const TEXTS: { [code: string]: Text } = {
  'source-too-large': ({ bytes, limit }) => ({
    message: `The file has ${formatNumber(bytes as number, 0)} bytes. 32 KB (${formatNumber(limit as number, 0)} bytes) and more are not read.`,
    advice: 'Keep only the design. Repeated parts can be made with a loop or a function.',
  }),
  'empty-source': () => ({ message: 'The file is empty.', advice: EXAMPLE }),
  'not-text': () => ({ message: 'The file holds bytes that are not text.', advice: 'Choose the TypeScript file with your design, saved as UTF-8.' }),
  'not-typescript': ({ looksLike }) => ({ message: `This is not TypeScript. It looks like ${String(looksLike)}.`, advice: EXAMPLE }),
  'nested-too-deep': ({ limit }) => ({ message: `The file nests brackets or operators more than ${String(limit)} levels deep.`, advice: 'Split it into constants.' }),
  syntax: ({ message }) => ({ message: `The file is not valid TypeScript here: ${sentence(String(message))}`, advice: null }),
  'import-not-allowed': ({ module }) => ({
    message: `${module === '' ? 'This import' : `The import of '${clip(String(module))}'`} is not available.`,
    advice: "A design can import only `defineInfrastructure` from 'no-single-point'.",
  }),
  'import-name': ({ name }) => ({
    message: `'no-single-point' exports no value \`${clip(String(name))}\`.`,
    advice: "Write `import { defineInfrastructure } from 'no-single-point'`. For a type, write `import type`.",
  }),
  'top-level-await': () => ({ message: '`await` at the top level is not available.', advice: 'A design is plain data: nothing in it has to be waited for.' }),
  'no-default-export': () => ({ message: 'The file exports no design.', advice: EXAMPLE }),
  'two-default-exports': ({ count }) => ({
    message: `The file has ${String(count)} default exports; this is the second.`,
    advice: 'Keep one. It is the design that is graded.',
  }),
  'not-erasable': ({ construct }) => ({ message: `\`${String(construct)}\` cannot be used here.`, advice: erasableAdvice(String(construct)) }),
  'default-export-kind': ({ kind }) => ({ message: `The default export is ${kindText(kind)}, not an object.`, advice: EXAMPLE }),
  'not-data': ({ kind }, { path }) => ({
    message: `\`${clip(formatPath(path))}\` is ${kindText(kind)}.`,
    advice: 'A design holds only objects, lists, texts, numbers, true and false.',
  }),
  'not-available': ({ name }) => ({
    message: notAvailable(String(name)),
    advice: name === 'console' ? 'Remove this line.' : 'Write the value itself: a design is the same each time that it is read.',
  }),
  threw: ({ name, message }) => ({
    message: `The file stops with an error: ${[name, message].filter((part) => part !== '').map((part) => clip(String(part))).join(': ') || 'it has no message'}.`,
    advice: 'Look at what this line uses, and whether it exists.',
  }),
  'too-many-steps': () => ({
    message: 'The file does not come to an end: it was stopped after 5 million steps.',
    advice: 'Look for a loop or a function that never ends.',
  }),
  'out-of-memory': () => ({ message: 'The file used more than 32 MB of memory and was stopped.', advice: 'Look for a loop that adds to a list or a text.' }),
  'recursion-too-deep': () => ({ message: 'Something in the file calls itself too often, or is nested too deep.', advice: 'Look for a function that calls itself without an end.' }),
  'not-simulated-yet': (_data, { path }) => ({
    message: `${formatPath(path)} is not simulated yet.`,
    advice: 'Leave it out, or write it in another form: nothing that the simulator would ignore is accepted.',
  }),
  'too-many-events': ({ run, limit }) => ({
    message: `The run \`${String(run)}\` was stopped after ${formatNumber(limit as number, 0)} events.`,
    advice: 'This says nothing about the design. Reduce retries or frequent health checks, or tell the course team.',
  }),
  'took-too-long': ({ seconds }) => ({
    message: `The run was stopped after ${String(seconds)} seconds.`,
    advice: 'Look for work on a very large list or text in the file. If there is none, run it again: the computer may have been busy.',
  }),
  cancelled: () => ({ message: 'The run was stopped before its end.', advice: 'Run it again.' }),
  'replay-shape': () => ({ message: 'The description of this run cannot be read.', advice: 'Open the run again from where it was shared.' }),
  'replay-run': ({ run, known }) => ({
    message: `The exercise has no run \`${clip(String(run))}\`.`,
    advice: `Its runs are ${(known as string[]).join(', ')}. The run may belong to another version of the exercise.`,
  }),
  'replay-faults': ({ count, most }) => ({ message: `The run has ${String(count)} faults. At most ${String(most)} are simulated.`, advice: null }),
  'replay-kind': ({ field }) => ({ message: `\`${String(field)}\` is of a kind that this version of the simulator does not know.`, advice: null }),
  'replay-number': ({ field, least, most }) => ({ message: `\`${String(field)}\` of the run is not a number from ${formatNumber(least as number, 3)} to ${formatNumber(most as number, 3)}.`, advice: null }),
  'replay-until': ({ field }) => ({ message: `\`${String(field)}\` of the run is not later than the beginning of the fault.`, advice: 'Leave it null for a fault that lasts to the end of the run.' }),
  'replay-target': ({ fault, target, known }) => ({
    message: `The fault ${String(fault)} hits \`${clip(String(target))}\`, which the design does not have.`,
    advice: (known as string[]).length === 0 ? 'The design has nothing that this fault can hit.' : `It can hit ${(known as string[]).join(', ')}.`,
  }),
  'no-checks': () => ({ message: 'The exercise has no check, so nothing was proved.', advice: 'Tell the course team.' }),
  'worker-failed': ({ message }) => ({
    message: `The grader could not work: ${sentence(clip(String(message)))}`,
    advice: 'Run it again. If that does not help, tell the course team.',
  }),
  internal: ({ message }) => ({
    message: `The grader stopped with an error of its own: ${sentence(clip(String(message)))}`,
    advice: 'This is a fault in the grader, not in the design. Tell the course team.',
  }),
};

/** The sentences of a diagnostic; those for a wrong field come from the vocabulary. */
export function describeDiagnostic(found: Diagnostic): DiagnosticText {
  const text = Object.hasOwn(TEXTS, found.code) ? TEXTS[found.code] : undefined;
  const { message, advice } = text === undefined ? { message: describeProblem(found), advice: null } : text(found.data, found);
  return { message: printable(message), advice: advice === null ? null : printable(advice) };
}

function kindText(kind: unknown): string {
  return KINDS[String(kind)] ?? String(kind);
}

function notAvailable(name: string): string {
  if (name === 'console') return 'There is no console: nobody would see what it prints.';
  return `\`${name}\` is not available in a design.`;
}

function erasableAdvice(construct: string): string {
  if (construct === 'enum') return 'Use a constant object, or the texts themselves.';
  if (construct === 'as' || construct === 'satisfies') return 'Put brackets around this part, so that its meaning without types is clear.';
  if (construct === '<T>value') return 'Write `value as T`.';
  return 'Only types can be removed from a file; write this part as plain JavaScript.';
}

/** The learner's own words, bounded. */
function clip(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

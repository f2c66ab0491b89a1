import { describeDiagnostic, describeEvent, describeOutcome, describeSchedule, replayDifferences, type Replay, type Replayed } from '../../grader/index.ts';
import { replayInWorker } from '../../grader/adapter/node/index.ts';
import { replayIn } from '../../grader/adapter/web/replay-link.ts';
import { formatMoment } from '../../grader/explain/numbers.ts';
import { BadUse, type Command, type Shell } from '../command.ts';
import { findExercise, requireCourse } from '../content.ts';

/** Events that are listed; a run that flaps has thousands. */
const EVENTS_SHOWN = 40;

/** Simulates again the run that a link holds. */
export const command: Command = {
  usage: 'replay LINK [--json]',
  help: [
    'Simulates again the run that a link holds: of a report, the fault matrix, or nsp grade. LINK is the whole address or what',
    "stands in it from # on; put it between quotes: nsp replay '#run=1.…'. The design is inside the link.",
    '',
    '  --json  print what was asked for and what came of it as JSON and nothing else',
    '',
    'The same link gives the same digest everywhere. Exit code: 0 simulated, 1 the design or the run cannot be simulated, 2 used in a wrong way.',
  ],
  options: { json: { type: 'boolean' } },
  arguments: [1, 1],
  async run({ positionals, options }, shell) {
    const replay = await readLink(positionals[0]!);
    const exercise = findExercise(requireCourse(shell, 2).course, replay.exercise);
    const differences = replayDifferences(replay, exercise);
    const replayed = await replayInWorker(replay.source, exercise, replay.spec);
    if (options['json'] === true) shell.out(JSON.stringify({ format: 1, replay, differences, replayed }));
    else {
      shell.out(`A design for ${exercise.title} (${exercise.id}, version ${replay.exerciseVersion}), in its run ${replay.spec.run}.`);
      for (const sentence of differences) shell.out(sentence);
      if (replayed.series === null) tellWhyNot(replayed, shell);
      else tell(replay, replayed, shell);
    }
    return replayed.series === null ? 1 : 0;
  },
};

async function readLink(link: string): Promise<Replay> {
  const at = link.indexOf('#');
  const found = await replayIn(at < 0 ? `#${link}` : link.slice(at));
  if (found.kind === 'replay') return found.replay;
  throw new BadUse(found.kind === 'damaged' ? found.message.replace(' Nothing was changed.', '') : 'This is no link to a run: #run= is missing in it. Put the whole address between quotes.');
}

function tellWhyNot({ diagnostics }: Replayed, shell: Shell): void {
  shell.out('\nIts run cannot be simulated.');
  for (const found of diagnostics) {
    const { message, advice } = describeDiagnostic(found);
    shell.out(`${found.place === null ? '' : `Line ${found.place.line}: `}${message}${advice === null ? '' : `\n  ${advice}`}`);
  }
}

function tell({ spec }: Replay, replayed: Replayed, shell: Shell): void {
  const events = replayed.series?.events ?? [];
  shell.out(`\n${describeSchedule(spec)}\n${describeOutcome(replayed)}\n`);
  for (const event of events.slice(0, EVENTS_SHOWN)) shell.out(`  ${formatMoment(event.atMs).padStart(8)}  ${describeEvent(event)}`);
  if (events.length > EVENTS_SHOWN) shell.out(`            and ${events.length - EVENTS_SHOWN} more`);
  shell.out(`${events.length > 0 ? '\n' : ''}Digest ${replayed.digest}`);
}

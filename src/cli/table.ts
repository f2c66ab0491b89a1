import type { Command } from './command.ts';

/** A command's line in the list; the command itself is loaded when it is called. */
export interface Entry {
  name: string;
  /** One line. */
  summary: string;
  load(): Promise<{ command: Command }>;
}

/** Every command of `nsp`, in the order in which it is listed. */
export const COMMANDS: readonly Entry[] = [
  { name: 'start', summary: 'Build the course when it has changed, and serve it', load: () => import('./commands/start.ts') },
  { name: 'serve', summary: 'Serve the course to classes: accounts, deadlines, grades', load: () => import('./commands/serve.ts') },
  { name: 'dev', summary: 'Serve the course while you write, with live reload', load: () => import('./commands/dev.ts') },
  { name: 'build', summary: 'Build the course into dist/', load: () => import('./commands/build.ts') },
  { name: 'export', summary: 'Write the course as a folder and a zip that work without a network', load: () => import('./commands/export.ts') },
  { name: 'grade', summary: 'Grade a design against an exercise', load: () => import('./commands/grade.ts') },
  { name: 'explore', summary: 'Try every fault on a design, and print what came of each', load: () => import('./commands/explore.ts') },
  { name: 'replay', summary: 'Simulate again the run that a link holds', load: () => import('./commands/replay.ts') },
  { name: 'simulate', summary: 'Run a design through a scenario and print what is measured', load: () => import('./commands/simulate.ts') },
  { name: 'render', summary: 'Write the real files of a design: haproxy.cfg, nginx.conf, keepalived.conf, my.cnf and more', load: () => import('./commands/render.ts') },
  { name: 'import', summary: 'Read real files, and print the design that says the same', load: () => import('./commands/import.ts') },
  { name: 'fidelity', summary: 'Replay recordings of real daemons in the simulator, and compare', load: () => import('./commands/fidelity.ts') },
  { name: 'check', summary: 'Check all content, and let every exercise prove itself', load: () => import('./commands/check.ts') },
  { name: 'new', summary: 'Begin a lesson or an exercise from a model that explains itself', load: () => import('./commands/new.ts') },
  { name: 'backup', summary: 'Write everything that a class server holds into one file, while it runs', load: () => import('./commands/backup.ts') },
  { name: 'restore', summary: 'Put a backup back', load: () => import('./commands/restore.ts') },
  { name: 'db', summary: 'Check the database of a class server, or copy it from SQLite to PostgreSQL and back', load: () => import('./commands/db.ts') },
  { name: 'instructor', summary: 'Keep an instructor out of a class server, let them in again, or give them a new password', load: () => import('./commands/instructor.ts') },
  { name: 'regrade', summary: 'Grade the history of a class again, show who changes and why, commit or drop', load: () => import('./commands/regrade.ts') },
  { name: 'evidence', summary: 'Measure what the page about the truth of the simulator shows', load: () => import('./commands/evidence.ts') },
  { name: 'bench', summary: 'Measure the speed of the simulator, and hold it against queueing theory', load: () => import('./commands/bench.ts') },
  { name: 'diagrams', summary: 'Render the diagrams of the lessons into SVG files', load: () => import('./commands/diagrams.ts') },
  { name: 'test', summary: 'Run the tests, and print how long each suite took', load: () => import('./commands/test.ts') },
];

import { sep } from 'node:path';
import { parseFiles, printDesign, type FileRemark } from '../../daemons/index.ts';
import { GRADED_DESIGN, describeProblem, validate } from '../../infrastructure/index.ts';
import type { Command } from '../command.ts';
import { readNamedFile } from '../read-design.ts';

/** What each kind of remark is called. */
const KIND: { [kind in FileRemark['kind']]: string } = { unknown: 'unknown', unsupported: 'not expressed', invalid: 'wrong', ignored: 'left out' };

/** Reads real files, and prints the design. */
export const command: Command = {
  usage: 'import FILE... [--quiet]',
  help: [
    'Reads real files of HAProxy, nginx, keepalived, MariaDB, nftables and Prometheus, of one host or of several, and prints',
    'a design in TypeScript that says the same. A file is known by its name or by what stands in it; the folder that it lies',
    'in names its host, so that the folder that nsp render wrote can be read back; hosts gives names to addresses.',
    'What a design cannot say is named on standard error, with file and line: `unknown` (nobody here knows the word),',
    '`wrong` (the daemon would refuse it), `not expressed` (known, but a design has no field for it), `left out` (logs and',
    'the like, which change nothing here).',
    '',
    '  --quiet  do not list what was left out without harm',
    '',
    'Exit code: 0 everything was understood, 1 something is unknown, wrong or not expressed, 2 used in a wrong way.',
  ],
  options: { quiet: { type: 'boolean' } },
  arguments: [1, 1000],
  async run({ positionals, options }, shell) {
    const files = positionals.map((path) => ({ path: path.split(sep).join('/'), text: readNamedFile(path, 'configuration') }));
    const { design, remarks, losses } = parseFiles(files);
    const problems = validate(design, { ...GRADED_DESIGN, hostsMax: 10_000, serversMax: 100_000 }).problems;
    shell.out(printDesign(design, [
      `From ${positionals.join(', ')}.`,
      'These files do not say how large hosts are, which zone they stand in, or how many workers applications have: the defaults hold until you write them.',
    ]).trimEnd());
    for (const remark of remarks) if (remark.kind !== 'ignored' || options['quiet'] !== true) shell.err(`${remark.file}:${remark.line}: ${KIND[remark.kind]}: ${remark.message}`);
    for (const loss of losses) shell.err(`not expressed: ${loss}`);
    for (const problem of problems) shell.err(`to mend in the design: ${describeProblem(problem)}`);
    return remarks.some((remark) => remark.kind !== 'ignored') || losses.length > 0 || problems.length > 0 ? 1 : 0;
  },
};

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { renderModel } from '../../daemons/index.ts';
import { BadUse, Stopped, type Command } from '../command.ts';
import { readNamedFile } from '../read-design.ts';
import { readModel } from '../read-model.ts';

/** Writes the real files of a design. */
export const command: Command = {
  usage: 'render FILE --out DIR',
  help: [
    'Writes the real files of the design in FILE into DIR, a folder for each host: haproxy.cfg, nginx.conf,',
    'keepalived.conf, my.cnf, replication.sql, nftables.conf, prometheus.yml, alerts.yml and alertmanager.yml; and hosts.',
    'Each line that matters has its reason beside it. Files of the same names in DIR are written anew; others stay.',
    '',
    '  --out DIR  folder to write into; it is made if there is none',
    '',
    'Exit code: 0 written, 1 the design is not valid, 2 used in a wrong way.',
  ],
  options: { out: { type: 'string' } },
  arguments: [1, 1],
  async run({ positionals, options }, shell) {
    const path = positionals[0]!;
    const folder = options['out'];
    if (typeof folder !== 'string' || folder === '') throw new BadUse('A folder is missing: --out DIR names it.');
    const model = await readModel(path, readNamedFile(path, 'design'), 'render', shell);
    for (const file of renderModel(model)) {
      const to = join(folder, file.path);
      try {
        mkdirSync(dirname(to), { recursive: true });
        writeFileSync(to, file.text);
      } catch (error) {
        throw new Stopped(`${to} cannot be written: ${(error as Error).message}.`, 2);
      }
      shell.out(to);
    }
    return 0;
  },
};

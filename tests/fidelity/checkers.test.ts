// Family F: what the daemons' own checkers say of a valid file and of broken ones, asked again here.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { describeLive } from './live/namespace.ts';

interface Oracle { id: string; inputs: { command: string; file: string; change: { replace: string; by: string } | null }; outputs: { exit: number; message: string[]; left_in_scratch: string[] } }

const RECORDINGS = fileURLToPath(new URL('./recordings', import.meta.url));
const REAL_FILES = fileURLToPath(new URL('../daemons/real-files', import.meta.url));
const oracles = readdirSync(RECORDINGS).filter((name) => name.startsWith('F-')).sort().map((name) => JSON.parse(readFileSync(join(RECORDINGS, name), 'utf8')) as Oracle);

/** What changes from one machine or day to the next. */
function normal(line: string, files: string): string {
  return line.replaceAll(files, '@F@').replace(/\(\d+\) ?:/g, '(PID) :').replace(/^\d{4}[-/]\d\d[-/]\d\d\s+\d+:\d\d:\d\d(?:\.\d+)?/, 'DATE').replace(/^DATE (\[[a-z]+\]) \d+#\d+:/, 'DATE $1');
}

/** Lines about versions say nothing about the file. */
const matters = (line: string): boolean => line.trim() !== '' && !/\[NOTICE\]|Starting Keepalived|max_auto_priority/.test(line);

describeLive('the checkers of the daemons', ['haproxy', 'nginx', 'keepalived', 'mariadbd', 'nft', 'promtool'], () => {
  it('were asked 29 times', () => expect(oracles).toHaveLength(29));

  it.each(oracles)('$id', ({ inputs, outputs }) => {
    const folder = mkdtempSync(join(tmpdir(), 'nsp-checkers-'));
    try {
      const [files, scratch, data] = ['files', 'scratch', 'data'].map((name) => join(folder, name)) as [string, string, string];
      for (const path of [scratch, data]) mkdirSync(path);
      cpSync(REAL_FILES, files, { recursive: true });
      const file = join(files, inputs.file);
      let text = readFileSync(file, 'utf8').replaceAll('@CERT@', join(files, 'test-certificate.pem')).replaceAll('@TMP@', scratch);
      if (inputs.change !== null) {
        const wanted = inputs.change.replace.replaceAll('@CERT@', join(files, 'test-certificate.pem'));
        expect(text).toContain(wanted);
        text = text.replace(wanted, () => inputs.change!.by);
      }
      writeFileSync(file, text);
      const command = inputs.command.replaceAll('%F', file).replaceAll('%T', inputs.command.startsWith('mariadbd') ? data : scratch);
      const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8', env: { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` } });
      expect(status).toBe(outputs.exit);
      const said = `${stderr}\n${inputs.command.startsWith('mariadbd') ? '' : stdout}`.split('\n').map((line) => normal(line, files)).filter(matters);
      for (const line of outputs.message.filter(matters)) expect(said.map(bare)).toContain(bare(line));
      expect(readdirSync(scratch).sort()).toEqual(outputs.left_in_scratch);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** Without what a logger puts before a message. */
function bare(line: string): string {
  return line.replace(/^[A-Z][a-z]{2} [A-Z][a-z]{2}\s+\d+ [\d:]+ \d{4}: /, '').replace(/^nginx: (?=\[)/, 'DATE ').trim();
}

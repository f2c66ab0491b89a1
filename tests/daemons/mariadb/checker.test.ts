// MariaDB itself about the files that are written, and about the values that are called wrong.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readMariadb, renderMariadb } from '../../../src/daemons/mariadb/index.ts';
import { kindOfOption } from '../../../src/daemons/mariadb/known-options.ts';
import { describeLive } from '../../fidelity/live/namespace.ts';
import { check } from '../checker.ts';
import { mariadbParts } from './parts.ts';

const COMMAND = 'mariadbd --defaults-file=my.cnf --user=root --datadir=empty --help --verbose';
/** What every start without data says, and what depends on the limits of the machine. */
const USUAL = /max_open_files|\[Note\] (?:Semi-sync|Starting ack)|mysql\.plugin|^\s*$/;
const complaints = (cnf: string): string[] => {
  const { status, said } = check({ 'my.cnf': cnf }, `${COMMAND} 2>&1 >help.txt`);
  return [...(status === 0 ? [] : [`exit ${status}`]), ...said.split('\n').filter((line) => !USUAL.test(line))];
};

describeLive('mariadbd', ['mariadbd'], () => {
  it('accepts every my.cnf that is written, without a warning', () => {
    for (const part of fc.sample(mariadbParts, { seed: 8, numRuns: 25 })) expect(complaints(renderMariadb(part).cnf)).toEqual([]);
  });

  it.each([
    'sync-binlogg=1', 'max-connections=many', 'server-id=0', 'port=99999', 'server-id', 'server-id=12abc', 'auto-increment-offset=-3', 'read-only=yes', 'slave-parallel-mode=fast', 'innodb-buffer-pool-size=1X',
    'binlog-format=rows', 'super-read-only=ON', 'gtid_mode=ON', '=5', 'innodb-flush-log-at-trx-commit=7', 'loose-server-id=0', 'slave-parallel-threads=20000', 'auto_increment_increment=0',
  ])('and this reader both complain about %s', (line) => {
    const cnf = `[mariadbd]\n${line}\n`;
    expect(complaints(cnf)).not.toEqual([]);
    expect(readMariadb(cnf, 'my.cnf').remarks.map(({ kind }) => kind)).toContainEqual(expect.stringMatching(/^(?:unknown|invalid)$/));
  });

  it.each(['slave-parallel-mode=opt', 'slave-parallel-mode=2', 'skip-read-only', 'disable-log-bin', 'gtid-domain-id=1k', 'log-bin=x\nbinlog_format=row', 'bind-address=127.0.0.1,10.0.0.1', 'port="3307" # why', 'innodb_buffer_pool_size=64M'])('and this reader both take %s', (line) => {
    const cnf = `[mariadbd]\n${line}\n`;
    expect(complaints(cnf)).toEqual([]);
    expect(readMariadb(cnf, 'my.cnf').remarks.filter(({ kind }) => kind === 'unknown' || kind === 'invalid')).toEqual([]);
  });

  it('takes the only option that begins so, and warns', () => {
    expect(check({ 'my.cnf': '[mariadbd]\nsync-binl=1\n' }, `${COMMAND} 2>&1 >help.txt; grep '^sync-binlog' help.txt`).said).toMatch(/Using unique option prefix 'sync-binl' is error-prone[^]*\nsync-binlog +1\n/);
  });

  it('has no option that is unknown here', () => {
    const { said } = check({}, 'mariadbd --no-defaults --user=root --datadir=empty --help --verbose 2>/dev/null');
    const names = said.slice(said.indexOf('\n---------')).split('\n').flatMap((line) => /^([a-z][a-z0-9-]*) {2,}\S/.exec(line)?.[1] ?? []);
    expect(names.length).toBeGreaterThan(500);
    expect(names.filter((name) => kindOfOption(name) === undefined && !/^(?:version|help$|verbose$|large-files-support$|system-time-zone$)/.test(name))).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMariadb, renderMariadb } from '../../../src/daemons/mariadb/index.ts';
import type { MariadbPart } from '../../../src/daemons/parts.ts';
import { RUNS, brokenTexts } from '../arbitrary.ts';
import { recordingsOf, textOf } from '../recorded.ts';
import { mariadbParts } from './parts.ts';

/** MariaDB 10.11 as it is without any option: `information_schema.system_variables` of a running server. */
const DEFAULTS: MariadbPart = {
  serverId: 1, port: 3306, bind: 'any', address: null, replicateFrom: null, useGtid: 'slave_pos', delayMs: 0, readOnly: false, semiSync: null, semiSyncRole: null, parallelThreads: 0,
  parallelMode: 'optimistic', autoIncrement: { increment: 1, offset: 1 }, syncBinlog: 0, flushLogAtCommit: 1, requireSecureTransport: false,
  binlog: { enabled: false, format: 'MIXED', logSlaveUpdates: false, gtidDomainId: 0, gtidStrictMode: false },
};

const read = (text: string, sql?: string): ReturnType<typeof readMariadb> => readMariadb(text, 'my.cnf', sql === undefined ? undefined : { text: sql, file: 'replication.sql' });
const options = (...lines: string[]): ReturnType<typeof readMariadb> => read(['[mariadbd]', ...lines].join('\n'));
const kinds = (text: string, sql?: string): string[] => read(text, sql).remarks.map(({ line, kind }) => `${line} ${kind}`);

describe('my.cnf and replication.sql', () => {
  it('come back as they were written, and nothing is to say about them', () => {
    fc.assert(fc.property(mariadbParts, (part) => {
      const { cnf, replication } = renderMariadb(part);
      expect(read(cnf, replication ?? undefined)).toEqual({ part, remarks: [] });
    }), RUNS);
  });

  it('are written with a reason on each line', () => {
    const { cnf, replication } = renderMariadb({ ...DEFAULTS, bind: 'private', address: '10.0.0.12', replicateFrom: { address: "db'1", port: 3307 }, delayMs: 3_600_000 });
    for (const line of cnf.split('\n').filter((text) => /^[a-z]/.test(text))) expect(line).toMatch(/^[\w-]+(=\S+)? +# [a-z0-9]/);
    expect(replication).toContain("MASTER_HOST='db''1',\n  MASTER_PORT=3307,");
    expect(replication).toContain('MASTER_USE_GTID=slave_pos,');
    expect(replication).toMatch(/MASTER_DELAY=3600; {2}-- .*\nSTART SLAVE;\n$/);
  });

  it('need an address to bind the private network', () => {
    expect(() => renderMariadb({ ...DEFAULTS, bind: 'private' })).toThrow(RangeError);
  });
});

describe('what the server makes of options', () => {
  it('has its own defaults', () => expect(read('')).toEqual({ part: DEFAULTS, remarks: [] }));

  it.each<[string, Partial<MariadbPart>]>([
    ['server_id = 7', { serverId: 7 }], ['loose-server-id=7', { serverId: 7 }], ['loose_server_id=7', { serverId: 7 }], ['port="3307" # why', { port: 3307 }], ["port = '3307'", { port: 3307 }],
    ['read-only', { readOnly: true }], ['read_only=1', { readOnly: true }], ['enable-read-only', { readOnly: true }], ['read-only=ON\nskip-read-only', { readOnly: false }],
    ['log-bin', { binlog: { ...DEFAULTS.binlog, enabled: true } }], ['log-bin=x\nskip-log-bin', {}], ['log-bin=x\ndisable-log-bin', {}], ['slave-parallel-mode=cons', { parallelMode: 'conservative' }],
    ['slave-parallel-mode=2', { parallelMode: 'conservative' }], ['slave_parallel_workers=4', { parallelThreads: 4 }], ['gtid-domain-id=1K', { binlog: { ...DEFAULTS.binlog, gtidDomainId: 1024 } }],
    ['log-bin=x\nbinlog_format=row', { binlog: { ...DEFAULTS.binlog, enabled: true, format: 'ROW' } }], ['sync-binlog=0\nsync-binlog=1', { syncBinlog: 1 }],
    ['bind-address=127.0.0.1', { bind: 'loopback' }], ['bind-address=localhost', { bind: 'loopback' }], ['bind-address=*', {}], ['bind-address=::', {}], ['bind-address=0.0.0.0\nreport-host=10.0.0.1', { address: '10.0.0.1' }],
    ['bind-address=127.0.0.1,10.0.0.1', { bind: 'private', address: '10.0.0.1' }],
  ])('%s', (line, part) => expect(options(line)).toEqual({ part: { ...DEFAULTS, ...part }, remarks: [] }));

  it.each([['mysqld'], ['server'], ['mariadb'], ['mariadbd'], ['mariadb-10.11'], ['client-server']])('reads the group [%s]', (group) => expect(read(`[${group}]\nserver-id=9`).part.serverId).toBe(9));

  it('does not read the groups of others', () => {
    expect(read('[client]\nport=1\n[mysqldump]\nquick\n[mysqld_safe]\nnice=0').part).toEqual(DEFAULTS);
    expect(kinds('[client]\nport=1\n[mysqldump]\nquick\n[mysqld_safe]\nnice=0\n[mine]')).toEqual(['1 ignored', '3 ignored', '5 ignored', '7 unknown']);
  });

  it.each<[string, string, Partial<MariadbPart>]>([
    ['sync-binlog=many', '2 invalid', { syncBinlog: 0 }], ['server-id=0', '2 invalid', { serverId: 1 }], ['port=99999', '2 invalid', { port: 65_535 }], ['server-id', '2 invalid', {}], ['server-id=12abc', '2 invalid', {}],
    ['auto-increment-offset=-3', '2 invalid', {}], ['read-only=yes', '2 invalid', { readOnly: false }], ['slave-parallel-mode=fast', '2 invalid', {}], ['max-connections=many', '2 invalid', {}],
    ['innodb-buffer-pool-size=1X', '2 invalid', {}], ['slow-query-log=maybe', '2 invalid', {}],
    ['super-read-only=ON', '2 unknown', {}], ['gtid_mode=ON', '2 unknown', {}], ['=5', '2 unknown', {}], ['server', '2 unknown', {}], ['loose-super-read-only=ON', '2 ignored', {}],
    ['innodb-buffer-pool-size=64M', '2 ignored', {}], ['datadir=/var/lib/mysql', '2 ignored', {}], ['rpl_semi_sync_master_timeout=5', '2 ignored', {}], ['performance-schema=OFF', '2 ignored', {}],
    ['skip-networking', '2 unsupported', {}], ['max-connections=300', '2 unsupported', {}], ['replicate-do-db=app', '2 unsupported', {}], ['wsrep-on=ON', '2 unsupported', {}], ['!includedir /etc/mysql/conf.d/', '2 unsupported', {}],
    ['slave-parallel-mode=aggressive', '2 unsupported', {}], ['slave-parallel-mode=minimal', '2 unsupported', { parallelMode: 'conservative' }], ['sync-binlog=100', '2 unsupported', {}], ['innodb-flush-log-at-trx-commit=3', '2 unsupported', {}],
    ['sync-binl=1', '2 ignored', { syncBinlog: 1 }], ['binlog-format=ROW', '2 ignored', {}], ['log-slave-updates', '2 ignored', {}],
    ['auto-increment-offset=2', '2 ignored', { autoIncrement: { increment: 1, offset: 2 } }],
  ])('%s: %s', (line, remark, part) => {
    expect(kinds(`[mariadbd]\n${line}`)).toEqual([remark]);
    expect(options(line).part).toEqual({ ...DEFAULTS, ...part });
  });

  it('refuses an option before any group, and a group without its end', () => {
    expect(kinds('server-id=1')).toEqual(['1 invalid']);
    expect(kinds('\n[mariadbd\nserver-id=1')).toEqual(['2 invalid']);
  });
});

describe('what replication.sql says', () => {
  const sql = (text: string): ReturnType<typeof readMariadb> => read('', text);

  it('reads statements as administrators write them', () => {
    const { part, remarks } = sql(`/* replica */ stop slave; reset slave all;
      change master '' to master_host="db-1", master_port = 3307, -- the source
        MASTER_SSL=1, master_user='repl', master_password='it''s;',  # secret
        master_use_gtid=Current_Pos, MASTER_DELAY=60;
      start replica;`);
    expect(remarks).toEqual([]);
    expect(part).toEqual({ ...DEFAULTS, replicateFrom: { address: 'db-1', port: 3307 }, useGtid: 'current_pos', delayMs: 60_000 });
  });

  it('takes a position in a file for a life without GTIDs', () => {
    expect(sql("CHANGE MASTER TO MASTER_HOST='a', MASTER_LOG_FILE='b.1', MASTER_LOG_POS=4; START SLAVE").part.useGtid).toBe('no');
  });

  it.each([
    ['CHANGE MASTER TO MASTER_HOST=10.0.0.1; START SLAVE', '1 invalid'], ["CHANGE MASTER TO MASTER_HOST='a',\nMASTER_PORT=70000; START SLAVE", '2 invalid'], ['CHANGE MASTER TO MASTER_DELAY=1h; START SLAVE', '1 invalid'],
    ['CHANGE MASTER TO MASTER_USE_GTID=auto; START SLAVE', '1 invalid'], ['CHANGE MASTER TO ; START SLAVE', '1 invalid'], ['CHANGE MASTER; START SLAVE', '1 invalid'], ["CHANGE REPLICATION SOURCE TO SOURCE_HOST='a'", '1 invalid'],
    ['CHANGE MASTER TO GET_MASTER_PUBLIC_KEY=1; START SLAVE', '1 unknown'], ['HELLO', '1 unknown'], ["CHANGE MASTER 'b' TO MASTER_HOST='a'; START SLAVE", '1 unsupported'], ["CHANGE MASTER TO MASTER_HOST='a'", '1 unsupported'],
    ['CHANGE MASTER TO IGNORE_SERVER_IDS=(1,2); START SLAVE', '1 unsupported'], ['\nDROP DATABASE app', '2 unsupported'], ["SET GLOBAL gtid_slave_pos='0-1-9'", '1 ignored'],
  ])('%s: %s', (text, remark) => expect(kinds('', text)).toEqual([remark]));
});

const texts = recordingsOf(/^oracle\.mariadb/).map(textOf);

describe('the recordings', () => {
  it.each(recordingsOf(/^mariadb\./).flatMap(({ id, config }) => Object.entries(config as { [name: string]: string }).map(([server, text]) => ({ id, server, text }))))('$id, $server', ({ text }) => {
    const { part, remarks } = read(text);
    expect(remarks.filter(({ kind }) => kind === 'unknown' || kind === 'invalid')).toEqual([]);
    expect(part).toMatchObject({ bind: 'loopback', address: '127.0.0.1', port: expect.any(Number) as number, binlog: { enabled: true, logSlaveUpdates: true } });
  });

  it('say what was recorded with them', () => {
    for (const { inputs, config } of recordingsOf(/^mariadb\.semisync\.ack$/) as unknown as { inputs: { wait_point: string; timeout_ms: number; wait_no_slave: string }; config: { primary: string; replica: string } }[]) {
      expect(read(config.primary).part).toMatchObject({ semiSyncRole: 'primary', semiSync: { waitPoint: inputs.wait_point, timeoutMs: inputs.timeout_ms, waitNoReplica: inputs.wait_no_slave === 'ON' } });
      expect(read(config.replica).part.semiSyncRole).toBe('replica');
    }
  });

  it.each(recordingsOf(/^oracle\.mariadb/))('$id', (recording) => {
    const wrong = read(textOf(recording)).remarks.filter(({ kind }) => kind === 'unknown' || kind === 'invalid');
    const isRight = recording.outputs.exit === 0 && recording.outputs.message!.length === 0;
    expect(wrong.length === 0).toBe(isRight);
    if (!isRight) expect(textOf(recording).split('\n')[wrong[0]!.line - 1]).toContain(recording.inputs.change!.by);
  });
});

it('any text is read to the end', () => {
  const sql = renderMariadb({ ...DEFAULTS, replicateFrom: { address: '10.0.0.1', port: 1 }, delayMs: 1000 }).replication!;
  const words = ['[mariadbd]', 'server-id', 'loose-', 'skip-', '[client', '!include', 'CHANGE MASTER TO', 'MASTER_HOST', 'START SLAVE', '(', ')', '__proto__', 'constructor'];
  fc.assert(fc.property(brokenTexts([...texts, sql], words), (text) => {
    for (const { line, message } of read(text, text).remarks) {
      expect(line).toBeGreaterThan(0);
      expect(message).not.toBe('');
    }
  }), RUNS);
});

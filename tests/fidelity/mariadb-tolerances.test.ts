// What the comparisons of MariaDB's recordings let pass, and what they do not: recordings with one thing changed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mariadb } from '../../src/fidelity/families/mariadb.ts';
import { judge, splitRecording } from '../../src/fidelity/judge.ts';

interface Recording {
  inputs: Record<string, unknown>;
  config: Record<string, string>;
  deterministic: Record<string, boolean>;
  outputs: Record<string, unknown>;
  outputs_by_run: Record<string, unknown>[];
}

/** Fields that differ once the recording has been changed. */
function differing(id: string, change: (recording: Recording) => void): string[] {
  const recording = JSON.parse(readFileSync(join(import.meta.dirname, 'recordings', `${id}.json`), 'utf8')) as Recording;
  change(recording);
  const { question, answer } = splitRecording(recording);
  return judge([mariadb], question, answer).differences.map(({ field }) => field).sort();
}

const SAMPLES = 'samples_ms_committed_applied_secondsbehind';
const setParallel = (text: string) => (recording: Recording): void => {
  for (const name of ['primary', 'replica']) recording.config[name] = recording.config[name].replace(/slave-parallel-threads=\d+\nslave-parallel-mode=\w+/, text);
};

describe('a burst', () => {
  it('tells a serial replica from a parallel one', () => {
    expect(differing('E-lag-serial-8x10ms', setParallel('slave-parallel-threads=4\nslave-parallel-mode=optimistic'))).toEqual(['catch_up_ms_after_burst', 'replica_apply_rate_per_s', SAMPLES]);
    expect(differing('E-lag-parallel4-8x10ms', setParallel('slave-parallel-threads=0\nslave-parallel-mode=optimistic'))).toContain('replica_apply_rate_per_s');
  });
  it('takes the conservative mode for serial', () => {
    expect(differing('E-lag-serial-8x10ms', setParallel('slave-parallel-threads=4\nslave-parallel-mode=conservative'))).toEqual([]);
  });
  it('holds Seconds_Behind_Master against the age of the event', () => {
    const older = (seconds: number) => ({ outputs_by_run: [, run] }: Recording): void => {
      for (const sample of run[SAMPLES] as number[][]) if (sample[0] > 7500) sample[3] += seconds;
    };
    expect([differing('E-lag-serial-8x10ms', older(1)), differing('E-lag-serial-8x10ms', older(3))]).toEqual([[], [SAMPLES]]);
  });
  it('leaves the pace of the writers open to a factor of 2.5', () => {
    const committed = (count: number) => ({ outputs_by_run: [run] }: Recording): void => { run['committed_on_primary'] = count; };
    expect([differing('E-lag-serial-8x10ms', committed(1500)), differing('E-lag-serial-8x10ms', committed(2000))]).toEqual([[], ['committed_on_primary']]);
  });
});

describe('stale reads', () => {
  const shares = (wait: string, share: number) => ({ outputs_by_run: [run] }: Recording): void => { (run['stale_fraction_by_wait_ms'] as Record<string, number>)[wait] = share; };
  it('may come late, never early', () => {
    const differ = [shares('30', 0.17), shares('30', 0.3), shares('10', 0.8), shares('60', 0.17)].map((change) => differing('E-stale-async-20ms', change).length);
    expect(differ).toEqual([0, 1, 1, 1]);
  });
  it('at their worst are late by what the machine did, and not sooner than the lag', () => {
    const worst = (ms: number) => ({ outputs_by_run: [run] }: Recording): void => { run['visible_lag_ms_max'] = ms; };
    expect([worst(400), worst(1000), worst(1)].map((change) => differing('E-stale-async-20ms', change).length)).toEqual([0, 1, 1]);
  });
});

describe('a death', () => {
  it('loses what is as old as the delay, less up to two pauses of the client', () => {
    const slow = (oldest: number) => (recording: Recording): void => {
      recording.inputs['writer_rate_per_s'] = 20;
      recording.deterministic = { oldest_lost_acked_ms_before_kill: false };
      recording.outputs = {};
      recording.outputs_by_run = [{ oldest_lost_acked_ms_before_kill: oldest }];
    };
    expect([120, 190].map((oldest) => differing('E-loss-async-burst-200ms-host', slow(oldest)).length)).toEqual([0, 0]);
    expect([20, 320].map((oldest) => differing('E-loss-async-burst-200ms-host', slow(oldest)).length)).toEqual([1, 1]);
  });
});

describe('a death behind a cut link', () => {
  const burst = (acknowledged: number, lost: number) => (recording: Recording): void => {
    Object.assign(recording.inputs, { commits: null, burst_s: 2, writer_rate_per_s: 100 });
    recording.deterministic = { acknowledged: true, lost_acknowledged: true };
    recording.outputs = { acknowledged, lost_acknowledged: lost };
    recording.outputs_by_run = [];
  };
  it('loses all that was answered in a burst', () => {
    expect([differing('E-loss-async-io-stopped', burst(195, 195)), differing('E-loss-async-io-stopped', burst(195, 100))]).toEqual([[], ['lost_acknowledged']]);
  });
  it('loses all after the fallback, also the commit that waited', () => {
    expect([differing('E-loss-semi-fallback-1000', burst(97, 97)), differing('E-loss-semi-fallback-1000', burst(97, 0))]).toEqual([[], ['lost_acknowledged']]);
  });
});

describe('commits without pauses', () => {
  const lost = (count: number, inputs: Record<string, unknown>) => (recording: Recording): void => {
    Object.assign(recording.inputs, { replica_io_thread_stopped: false, link_frozen: false, ...inputs });
    recording.deterministic = { lost_acknowledged: true };
    recording.outputs = { lost_acknowledged: count };
    recording.outputs_by_run = [];
  };
  const differs = (id: string, count: number, inputs: Record<string, unknown> = {}): boolean => differing(id, lost(count, inputs)).length > 0;
  it('may die before their last ones were sent', () => {
    expect([differs('E-loss-async-io-stopped', 5), differs('E-loss-async-io-stopped', 100)]).toEqual([false, true]);
  });
  it('lose nothing that waits, unless the timeout is shorter than the way there and back', () => {
    const short = { link_delay_ms_one_way: 100, rpl_semi_sync_master_timeout_ms: 150 };
    expect([differs('E-loss-semi-fallback-1000', 5), differs('E-loss-semi-fallback-1000', 5, short)]).toEqual([true, false]);
  });
});

describe('read_only', () => {
  const asks = (outputs: Record<string, unknown>) => (recording: Recording): void => {
    recording.outputs = outputs;
    recording.deterministic = Object.fromEntries(Object.keys(outputs).map((field) => [field, true]));
  };
  const refused = { code: 1290, text: 'The MariaDB server is running with the --read-only option so it cannot execute this statement' };
  const denied = (text: string): Record<string, unknown> => ({ insert_as_app_after_read_only_0: { code: 1142, text } });
  it('stops every command that writes, and no SELECT', () => {
    const outputs = { update_as_app: refused, delete_as_app: refused, create_table_as_app: refused, drop_table_as_app: refused, select_as_app_after_read_only_1: { ok: true } };
    expect(differing('E-readonly', asks(outputs))).toEqual([]);
  });
  it('does not ask where a user came from, but who they are and what they did', () => {
    const selectOnly = (text: string) => (recording: Recording): void => {
      asks(denied(text))(recording);
      recording.inputs['users'] = { app: 'SELECT ON app.*' };
    };
    const texts = ["INSERT command denied to user 'app'@'127.0.0.1' for table `app`.`u`", "INSERT command denied to user 'adm'@'localhost' for table `app`.`t`", "UPDATE command denied to user 'app'@'localhost' for table `app`.`t`"];
    expect(texts.map((text) => differing('E-readonly', selectOnly(text)).length)).toEqual([0, 1, 1]);
  });
  it('is asked of the primary where there is no replica', () => {
    const alone = (recording: Recording): void => {
      asks({ commit_of_open_transaction: refused, insert_after_read_only_1: refused, select_in_open_transaction: { ok: true } })(recording);
      recording.config = { primary: recording.config['primary'] };
    };
    expect(differing('E-readonly', alone)).toEqual([]);
  });
});

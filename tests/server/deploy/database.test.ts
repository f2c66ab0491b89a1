// What becomes of acknowledged designs when the database, its standby or the way to it fails. The order of the tests is that of a bad week: each leaves the stage whole.
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPostgres } from '../../../src/server/store/postgres.ts';
import { postgresPrograms } from '../harness/postgres.ts';
import { account, enrol, handIn, newDesign, report, SENDERS, send, startLoad, type Load, type Seen } from './lab/load.ts';
import { DEPLOY, describeDeployed, until } from './lab/places.ts';
import { createStage, type Stage } from './lab/stage.ts';

const execute = promisify(execFile);

describeDeployed('two instances, a primary and its standby', () => {
  let stage: Stage;
  beforeAll(async () => { stage = await createStage(); });
  afterAll(async () => { await stage?.remove(); });

  const enrolled = async (count: number): Promise<Load> => {
    const load = startLoad(stage.balancer, await enrol(stage.database, count));
    await until('designs come in', () => load.seen.acknowledged.length >= 50);
    return load;
  };
  /** 40 more after it is over; then the account. `brokenMost`: how many connections may have broken, each with a request under way that was then sent again. */
  const finished = async (fault: string, load: Load, brokenMost = 0): Promise<Seen> => {
    const then = load.seen.acknowledged.length;
    await until('designs come in again', () => load.seen.acknowledged.length >= then + 40);
    const seen = await load.stop();
    const { lost } = await account(stage.database, seen.acknowledged);
    report(fault, seen, lost);
    expect(lost).toBe(0);
    // Whoever was refused was told by us, in our words, when to come again.
    expect(Object.keys(seen.statuses).filter((status) => !['0', '200', '201', '503'].includes(status))).toEqual([]);
    expect(seen.statuses[0] ?? 0).toBeLessThanOrEqual(brokenMost);
    expect(seen.withRetryAfter).toBe(seen.statuses[503] ?? 0);
    return seen;
  };
  const health = async (): Promise<number[]> => [await stage.instances[0].ask('/livez'), await stage.instances[0].ask('/readyz'), (await send(stage.balancer, { path: '/' })).status, (await send(stage.balancer, { path: '/api/v1/me' })).status];
  const areOut = async (): Promise<void> => { for (const server of ['api/nsp1', 'api/nsp2']) await stage.balancer.reaches(server, 'DOWN'); };
  const follows = (): Promise<void> => until('the standby is synchronous', async () => (await primary().ask('SELECT sync_state FROM pg_stat_replication')) === 'sync');
  let primary = () => stage.pair.db1;

  it('the database is away and comes back; an instance starts while it is away', async () => {
    const load = await enrolled(200);
    await primary().stop('SIGKILL');
    await areOut();
    await stage.instances[0].end('SIGKILL');
    stage.restart(0);
    await until('the new one lives', async () => await stage.instances[0].ask('/livez') === 200);
    await stage.balancer.reaches('site/nsp1', 'UP');
    expect(await health()).toEqual([200, 503, 200, 503]);
    const refused = await send(stage.balancer, { path: '/api/v1/me' });
    expect([refused.retryAfterS, JSON.parse(refused.text)]).toMatchObject([5, { status: 503, code: 'try-later' }]);
    await primary().start();
    await stage.areUp();
    // What waits for the database at the killed instance has nowhere else to go, as no other is ready: on a connection that was used before HAProxy then says nothing and closes it.
    await finished('the database away and back', load, SENDERS);
    await follows();
  });

  it('all connections of the pools are held', async () => {
    const load = await enrolled(200);
    const holder = openPostgres(stage.pair.url(primary().port));
    const begun = load.seen.acknowledged.length;
    // Every statement about submissions waits for this table, and gives up before it is free.
    await holder.transaction(async (connection) => {
      // It says nothing while it holds the table, for which PostgreSQL would end it after hardly longer than that.
      await connection.run('SET LOCAL idle_in_transaction_session_timeout = 0');
      await connection.run('LOCK TABLE submission IN ACCESS EXCLUSIVE MODE');
      await wait(4500);
    });
    await holder.close();
    console.log(`  ${load.seen.acknowledged.length - begun} acknowledged while the table was locked`);
    await finished('all connections held for 4.5 s', load);
    await stage.areUp();
  });

  it('the only standby is away: nothing is acknowledged that lies on one disk, until the operator says so', async () => {
    const [learner] = await enrol(stage.database, 1);
    const load = await enrolled(300);
    await stage.pair.db2.stop('SIGKILL');
    await until('the primary has noticed', async () => await primary().ask('SELECT COUNT(*) FROM pg_stat_replication') === '0');
    await until('nothing more is acknowledged', async () => {
      const before = load.seen.acknowledged.length;
      // Longer than a statement under way has.
      await wait(5000);
      return load.seen.acknowledged.length === before;
    });
    const before = load.seen.acknowledged.length;
    await wait(9000);
    expect(load.seen.acknowledged.length).toBe(before);
    expect(load.seen.statuses[503]).toBeGreaterThan(0);
    const held = await primary().ask("SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
    const read = await send(stage.balancer, { path: `/api/v1/me`, headers: { cookie: learner!.cookie } });
    console.log(`  meanwhile: 0 acknowledged in 9 s, ${load.seen.statuses[503]} × 503, ${held} connections wait for the standby, a read gets ${read.status}`);
    expect(read.status).toBe(200);
    await primary().ask("ALTER SYSTEM SET synchronous_standby_names = ''");
    await primary().ask('SELECT pg_reload_conf()');
    await finished('the only standby away, then given up by the operator', load);
    await stage.pair.db2.start();
    await primary().ask('ALTER SYSTEM RESET synchronous_standby_names');
    await primary().ask('SELECT pg_reload_conf()');
    await follows();
    await stage.areUp();
  });

  it('the primary is killed, and the standby promoted', async () => {
    const { db1, db2 } = stage.pair;
    await expect(db2.script('promote.sh', [])).rejects.toMatchObject({ code: 2 });
    await expect(db2.script('promote.sh', ['--old-primary-is-off'])).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('still answers') });
    const load = await enrolled(300);
    await db1.stop('SIGKILL');
    const died = performance.now();
    await areOut();
    expect(await health()).toEqual([200, 503, 200, 503]);
    const before = load.seen.acknowledged.length;
    const decided = performance.now();
    await db2.script('promote.sh', ['--old-primary-is-off']);
    const promoted = performance.now();
    await until('a design is acknowledged', () => load.seen.acknowledged.length > before, 10);
    const back = performance.now();
    primary = () => db2;
    await stage.areUp();
    await finished('the primary killed, the synchronous standby promoted', load);
    console.log(`  promotion ${Math.round(promoted - decided)} ms, first write ${Math.round(back - promoted)} ms after it, ${Math.round(back - died)} ms after the loss`);
    expect(await db2.ask('SELECT pg_is_in_recovery()')).toBe('f');
  });

  it('the old primary comes back by itself: it gets no write, and nobody new is let in until a person has looked', async () => {
    const { db1, db2 } = stage.pair;
    const [learner] = await enrol(stage.database, 1);
    await db1.start();
    await stage.balancer.reaches('postgresql/db1', 'UP');
    const stranger = openPostgres(stage.pair.url(stage.balancer.postgresql));
    await expect(stranger.first('SELECT 1')).rejects.toThrow();
    await stranger.close();
    const { status } = await handIn(stage.balancer, learner!, newDesign(learner!));
    const old = openPostgres(stage.pair.url(db1.port));
    const strays = await old.all('SELECT id FROM submission WHERE learner_id = ?', learner!.id);
    await old.close();
    console.log(`two primaries at once: a new connection is refused, a write gets ${status}, the old primary has ${strays.length} rows of it`);
    expect(strays).toEqual([]);
    await db1.stop('SIGINT');
    await stage.areUp();
    await stage.pair.follow(db1, db2);
    await db2.ask('ALTER SYSTEM RESET synchronous_standby_names');
    await db2.ask('SELECT pg_reload_conf()');
    await follows();
    const design = newDesign(learner!);
    await until('it is taken', async () => [200, 201].includes((await handIn(stage.balancer, learner!, design)).status));
  });

  it('a backup taken while everybody hands in has all that was acknowledged before it began, and can be restored', async () => {
    const load = await enrolled(200);
    const folder = mkdtempSync(join(tmpdir(), 'nsp-backup-'));
    const before = [...load.seen.acknowledged];
    try {
      const { port } = primary();
      const env = { ...process.env, PATH: `${postgresPrograms()!}:${process.env['PATH'] ?? ''}`, NSP_BACKUP_URL: stage.pair.url(port), NSP_BACKUP_KEEP: '1', PGUSER: 'postgres', PGHOST: '127.0.0.1', PGPORT: String(port) };
      writeFileSync(join(folder, 'nsp-20000101T000000Z.dump'), 'an old one');
      await execute('sh', [join(DEPLOY, 'backup.sh'), folder], { env });
      const kept = readdirSync(folder);
      expect(kept).toEqual([expect.stringMatching(/^nsp-2\d{7}T\d{6}Z\.dump$/)]);
      expect(kept[0]).not.toContain('20000101');
      await primary().ask('DROP DATABASE IF EXISTS nsp_restored');
      await primary().ask('CREATE DATABASE nsp_restored OWNER nsp');
      await execute('pg_restore', ['--no-owner', '--role=nsp', '--exit-on-error', '--dbname=nsp_restored', join(folder, kept[0]!)], { env });
      const restored = openPostgres(`postgresql://postgres@127.0.0.1:${port}/nsp_restored`);
      const { rows, lost } = await account(restored, before);
      await restored.close();
      console.log(`a backup under load: ${before.length} acknowledged before it, ${lost} of them missing in the restored copy of ${rows} designs`);
      expect(lost).toBe(0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
      await load.stop();
    }
    // What cannot be read is no backup, and leaves nothing that looks like one.
    const empty = mkdtempSync(join(tmpdir(), 'nsp-backup-'));
    await expect(execute('sh', [join(DEPLOY, 'backup.sh'), empty], { env: { ...process.env, NSP_BACKUP_URL: stage.pair.url(1) } })).rejects.toMatchObject({ code: 1 });
    expect(readdirSync(empty)).toEqual([]);
    rmSync(empty, { recursive: true });
  });
});

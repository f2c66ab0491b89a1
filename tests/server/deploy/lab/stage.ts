// Everything together: two instances, HAProxy, a primary and its standby.
import { openPostgres } from '../../../../src/server/store/postgres.ts';
import type { Database } from '../../../../src/server/store/database.ts';
import { freePort } from '../../harness/postgres.ts';
import { startBalancer, type Balancer } from './balancer.ts';
import { startInstance, type Instance, type InstanceOptions } from './instance.ts';
import { createPair, type Pair } from './pair.ts';

/** What a test breaks. */
export interface Stage {
  readonly pair: Pair;
  readonly balancer: Balancer;
  /** At the places of nsp1 and nsp2. */
  readonly instances: [Instance, Instance];
  /** The database by the way that instances take, for the tests' own look at it. */
  readonly database: Database;
  /** Starts the instance of a place anew. */
  restart(place: 0 | 1, options?: Pick<InstanceOptions, 'clockMs' | 'drainMs'>): void;
  /** Waits until both instances get requests. */
  areUp(): Promise<void>;
  remove(): Promise<void>;
}

/** Sets everything up; it takes some ten seconds. */
export async function createStage(): Promise<Stage> {
  const pair = await createPair();
  const ports = [await freePort(), await freePort()] as const;
  const ends: (() => Promise<unknown>)[] = [() => pair.remove()];
  const remove = async (): Promise<void> => { for (const end of ends.splice(0).reverse()) await end(); };
  try {
    const balancer = await startBalancer(ports, [pair.db1.port, pair.db2.port]);
    ends.push(() => balancer.end());
    await balancer.reaches('postgresql/db1', 'UP');
    const databaseUrl = pair.url(balancer.postgresql);
    const instances: [Instance, Instance] = [startInstance({ port: ports[0], databaseUrl }), startInstance({ port: ports[1], databaseUrl })];
    ends.push(() => Promise.all(instances.map((instance) => instance.end('SIGKILL'))));
    const database = openPostgres(databaseUrl);
    ends.push(() => database.close());
    // HAProxy may not have seen yet that one was away: each is asked itself, too.
    const areUp = async (): Promise<void> => {
      await Promise.all(instances.map((instance) => instance.ready()));
      for (const server of ['api/nsp1', 'api/nsp2', 'site/nsp1', 'site/nsp2']) await balancer.reaches(server, 'UP');
    };
    await areUp();
    return { pair, balancer, instances, database, areUp, remove, restart: (place, options) => { instances[place] = startInstance({ port: ports[place], databaseUrl, ...options }); } };
  } catch (error) {
    await remove();
    throw error;
  }
}

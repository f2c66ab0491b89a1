// A database that ends its process with SIGKILL after so many statements: between any two, and before each commit.
import type { Connection, Database } from '../../../../src/server/store/database.ts';

/** Wraps a database; the process is gone once `after` changes were made, before the next is asked for. */
export function mortal(database: Database, after: number): Database {
  let done = 0;
  const count = (): void => { if (done++ >= after) process.kill(process.pid, 'SIGKILL'); };
  const counted = (connection: Connection): Connection => ({
    all: (sql, ...values) => connection.all(sql, ...values),
    first: (sql, ...values) => connection.first(sql, ...values),
    run: (sql, ...values) => {
      count();
      return connection.run(sql, ...values);
    },
  });
  return {
    kind: database.kind, ...counted(database),
    transaction: (work) => database.transaction(async (connection) => {
      const result = await work(counted(connection));
      count();
      return result;
    }),
    close: () => database.close(),
  };
}

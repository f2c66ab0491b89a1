// A server process that does nothing but regrade, and is killed when it has begun so many texts: `node regrade-child.ts KIND PLACE OWNER NOW_MS TEXTS`.
import { startRegrader } from '../../../src/server/regrade/regrader.ts';
import { openPostgres } from '../../../src/server/store/postgres.ts';
import { openSqlite } from '../../../src/server/store/sqlite.ts';
import { fakeGrading, RAISED } from './history.ts';

const [kind, place, owner, nowMs, texts] = process.argv.slice(2) as [string, string, string, string, string];
const database = (kind === 'sqlite' ? openSqlite : openPostgres)(place);
let begun = 0;
startRegrader({
  database, course: RAISED, owner, nowMs: () => Number(nowMs), slots: 2, onError: (error) => { throw error; },
  // By its own hand: whoever watched from outside would come too late where the computer has much to do.
  grading: fakeGrading(5, () => { if (++begun === Number(texts)) process.kill(process.pid, 'SIGKILL'); }),
});

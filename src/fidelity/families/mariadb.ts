// Recordings of MariaDB pairs (RULES.md, part E), and how exact their fields are. What is not named below has to be equal.
import type { Family, Question } from '../recording.ts';
import { circular, readOnly, rejoin } from './mariadb-data.ts';
import { COMPARISONS } from './mariadb-tolerances.ts';
import { lag } from './mariadb-lag.ts';
import { loss } from './mariadb-loss.ts';
import { acknowledgement, waitPoint } from './mariadb-semisync.ts';
import { stale } from './mariadb-stale.ts';

const REPLAYS: { [family: string]: (question: Question) => { [field: string]: unknown } } = {
  'mariadb.semisync.ack': acknowledgement, 'mariadb.semisync.waitpoint': waitPoint, 'mariadb.circular': circular, 'mariadb.lag': lag, 'mariadb.loss': loss,
  'mariadb.read_only': readOnly, 'mariadb.rejoin': rejoin, 'mariadb.stale': stale,
};

/** Everything that was recorded of MariaDB. */
export const mariadb: Family = {
  names: Object.keys(REPLAYS),
  predict(question) {
    const replay = REPLAYS[question.family];
    if (replay === undefined) return { kind: 'not modelled', reason: `The family ${question.family} is not one of MariaDB.` };
    const outputs = replay(question);
    return { kind: 'predicted', outputs: Object.fromEntries(Object.entries(outputs).filter(([field]) => question.fields.length === 0 || question.fields.includes(field))) };
  },
  comparisons: COMPARISONS,
};

// Brings a database to the newest of the schemas in a test's file, and dies after so many changes; -1: not.
import { migrate } from '../../../../src/server/store/migrate.ts';
import { openPlace, placeOf } from '../../../../src/server/store/place.ts';
import { InUse } from '../../../../src/server/store/sqlite.ts';
import { LONG } from './steps.ts';
import { mortal } from './mortal.ts';

const [place, after] = process.argv.slice(2) as [string, string];
for (;;) {
  try {
    const database = openPlace(placeOf(place));
    await migrate(after === '-1' ? database : mortal(database, Number(after)), () => 1, LONG);
    await database.close();
    break;
  } catch (error) {
    // One folder is served by one process: whoever comes second waits here, where a server would end with a sentence.
    if (!(error instanceof InUse)) throw error;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

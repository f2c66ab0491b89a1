// Copies FROM into TO, and dies after so many changes of TO.
import { copyDatabase } from '../../../../src/server/store/copy.ts';
import { migrate } from '../../../../src/server/store/migrate.ts';
import { openPlace, placeOf } from '../../../../src/server/store/place.ts';
import { mortal } from './mortal.ts';

const [from, to, after] = process.argv.slice(2) as [string, string, string];
const [source, target] = [openPlace(placeOf(from)), openPlace(placeOf(to))];
await migrate(target, () => 1);
await copyDatabase(source, mortal(target, Number(after) + 1), { nowMs: () => 1 });
await Promise.all([source.close(), target.close()]);

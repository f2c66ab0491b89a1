// A run event by event, looked at from inside after each one.
import type { Model } from '../../src/infrastructure/index.ts';
import type { Scenario } from '../../src/simulation/index.ts';
import { createWorld } from '../../src/simulation/create-world.ts';
import { dispatch } from '../../src/simulation/dispatch.ts';
import { usersWaiting } from '../../src/simulation/users.ts';
import type { World } from '../../src/simulation/world.ts';

/** Events after which a watched run ends. */
export const WATCHED_EVENTS = 60_000;

/** Runs a case to its end as the simulator does, and hands the state to `look` after every event. */
export function watch(model: Model, scenario: Scenario, seed: number, look: (world: World) => void): World {
  const world = createWorld(model, scenario, { seed, record: true });
  const { queue, users } = world;
  let left = WATCHED_EVENTS;
  const step = (): void => {
    dispatch(world);
    look(world);
  };
  for (; left > 0 && queue.next(scenario.durationMs); left -= 1) step();
  for (; left > 0 && usersWaiting(users) > 0 && queue.next(Infinity); left -= 1) step();
  return world;
}

// What track scripts look at in the simulated world: the load balancer on their own host.
import { CALLER, STATUS, addCall } from '../calls.ts';
import { arrive, disconnect } from '../network.ts';
import { meanMs } from '../random/sample.ts';
import type { World } from '../world.ts';
import type { Test } from './instances.ts';
import { scriptEnded } from './script.ts';

/** Marks a call of a script in `calls.about`: neither a user's nor a health check's. */
const OF_SCRIPT = -2;

/** Runs the script of an instance. `process`: is it there, frozen or not; `http`: does it give a page of the site. */
export function testHost(world: World, i: number): Test {
  const { vrrp, places } = world.addresses!;
  const place = places[i];
  if (place < 0) return 'bad';
  if (world.layout.model.virtualAddresses[vrrp.layout[i].group].trackScript!.check === 'process') return world.processes.crashed[place] === 1 ? 'bad' : 'good';
  ask(world, i, place);
  return 'later';
}

/** Asks for a page, as a user does; it takes the mean of the users' work, so that scripts draw nothing. */
function ask(world: World, i: number, place: number): void {
  const { calls, queue, scenario: { workload } } = world;
  const { state } = world.addresses!;
  if (state.asking[i] >= 0) disconnect(world, state.asking[i]);
  const call = addCall(calls, CALLER.script, place, queue.now);
  const [first] = workload.classes;
  calls.class[call] = 0;
  calls.about[call] = OF_SCRIPT;
  calls.row[call] = i;
  calls.workMs[call] = meanMs(first.service ?? workload.service);
  calls.queryMs[call] = first.database === null ? 0 : meanMs(first.database.query);
  state.asking[i] = call;
  arrive(world, call);
}

/** The page has answered, or not. */
export function pageAnswered(world: World, i: number, status: number): void {
  const { state, vrrp } = world.addresses!;
  state.asking[i] = -1;
  scriptEnded(vrrp, i, status === STATUS.ok);
}

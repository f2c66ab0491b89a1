// What an application's answer is like, good or bad.
import type { World } from '../world.ts';
import { BEHAVIOUR } from '../processes.ts';
import { STAGE, STATUS } from '../calls.ts';
import { headersCame } from '../network.ts';

/** How an answer that should have this status ends, at a place that may answer badly. A check has read all that it wants when the headers are there. */
export function answerStatus(world: World, call: number, status: number): number {
  const answer = behave(world.processes.behaviour[world.calls.place[call]], status);
  return world.calls.about[call] >= 0 && (answer === STATUS.cut || answer === STATUS.stalled) ? status : answer;
}

function behave(behaviour: number, status: number): number {
  switch (behaviour) {
    case BEHAVIOUR.good: return status;
    case BEHAVIOUR.closes: case BEHAVIOUR.resets: return STATUS.closed;
    case BEHAVIOUR.cuts: return STATUS.cut;
    case BEHAVIOUR.stalls: return STATUS.stalled;
    default: return behaviour;
  }
}

/** Headers and half a body have gone out; the worker waits for ever with the rest. */
export function stall(world: World, call: number): void {
  world.calls.stage[call] = STAGE.body;
  world.calls.status[call] = STATUS.stalled;
  world.calls.placeStamp[call]++;
  headersCame(world, call);
}

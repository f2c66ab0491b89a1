// What an application's answer is like, good or bad.
import type { World } from '../world.ts';
import { BEHAVIOUR } from '../processes.ts';
import { STAGE, STATUS } from '../calls.ts';
import { headersCame } from '../network.ts';

/** How an answer that should have this status ends, at a place that may answer badly. */
export function answerStatus(world: World, place: number, status: number): number {
  const behaviour = world.processes.behaviour[place];
  switch (behaviour) {
    case BEHAVIOUR.good: return status;
    case BEHAVIOUR.closes: return STATUS.closed;
    case BEHAVIOUR.cuts: return STATUS.cut;
    case BEHAVIOUR.stalls: return STATUS.stalled;
    default: return behaviour;
  }
}

/** Headers and half a body have gone out; the worker waits for ever with the rest. */
export function stall(world: World, call: number): void {
  world.calls.stage[call] = STAGE.body;
  world.calls.placeStamp[call]++;
  headersCame(world, call);
}

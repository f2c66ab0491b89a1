// Health pages: what a check that reaches an application has to get through.
import type { World } from '../world.ts';
import { EVENT } from '../world.ts';
import { STAGE, STATUS } from '../calls.ts';
import { endCall } from '../network.ts';
import { answerStatus } from './answer.ts';
import { HEALTH_PAGE_MS } from '../layout/constants.ts';

/** What the page asked for by a check's call proves. A path that no health page has is a page of the site. */
export function healthDepth(world: World, call: number): 'process' | 'page' | 'database' {
  const { calls, layout } = world;
  const uri = layout.backends[layout.backendOfServer[calls.about[call]]].backend.httpchk?.uri;
  const page = layout.application[calls.place[call]]!.application.health.find((candidate) => candidate.uri === uri);
  return page?.depth ?? 'page';
}

/** Depth `process`: answered outside the queue of work, unless the process stands still. */
export function beginHealthPage(world: World, call: number): void {
  const { calls, processes, queue } = world;
  const place = calls.place[call];
  calls.stage[call] = STAGE.healthPage;
  if (processes.paused[place] === 0) queue.at(queue.now + HEALTH_PAGE_MS / processes.speed[place], EVENT.healthPage, call, calls.placeStamp[call]);
}

/** The page is ready. */
export function healthPageDone(world: World, call: number): void {
  endCall(world, call, answerStatus(world, call, STATUS.ok));
}

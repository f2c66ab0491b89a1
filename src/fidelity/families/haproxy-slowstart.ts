// `slowstart`: weights and shares of a server after it has come up.
import type { Prediction, Question } from '../recording.ts';
import { benchOf, faultOf, numberOf } from './haproxy-modes.ts';

const SETTLE_MS = 1000;
/** As long after the end of the slow start shares are counted. */
const AFTER_S = 4;
/** Nobody's check takes so long that a server is not DOWN, or UP, by then. */
const PATIENCE_MS = 600_000;

/** The server dies, is back, and requests come one after another. */
export function predictSlowstart(question: Question): Prediction {
  const bench = benchOf(question);
  if (bench === null) return { kind: 'not modelled', reason: 'It has no single file for HAProxy.' };
  const { probe } = bench;
  const name = String(question.inputs['server_with_slowstart']);
  const application = bench.applicationOf(name);
  const at = probe.world.farms.flatMap((farm) => farm.layout.backend.servers.map((server, i) => ({ farm, server, i }))).find(({ server }) => server.name === name);
  if (at === undefined) return { kind: 'not modelled', reason: `It has no server ${name}.` };
  const isUp = (): boolean => at.farm.state.up[at.i] === 1;
  const weight = (): number => Number(probe.command(`get weight ${at.farm.layout.backend.name}/${name}`).split(' ')[0]);
  const until = (state: boolean): void => {
    const end = probe.now + PATIENCE_MS;
    while (isUp() !== state && probe.now < end) probe.runUntil(probe.now + 1);
  };
  probe.runUntil(SETTLE_MS);
  const before = weight();
  const revive = probe.begin(faultOf('refuse', application)!);
  until(false);
  revive();
  until(true);
  const upAt = probe.log.health.lines.findLast((line) => line.kind === 'state')?.atMs ?? probe.now;
  const perSecond = numberOf(question, 'requests_per_s', 100);
  const steps: [number, number][] = [];
  const shares: number[] = [];
  for (let second = 0; second < Math.ceil(at.server.slowstartMs / 1000) + AFTER_S; second++) {
    let own = 0;
    for (let i = 0; i < perSecond; i++) {
      probe.runUntil(upAt + second * 1000 + ((i + 0.5) * 1000) / perSecond);
      if (steps.at(-1)?.[1] !== weight()) steps.push([Math.floor(probe.now - upAt), weight()]);
      const request = probe.send();
      probe.answer(request);
      if (probe.log.sessions.lines.find((line) => line.request === request)?.server === name) own++;
    }
    shares.push(own / perSecond);
  }
  return {
    kind: 'predicted',
    outputs: { weight_before: String(before), weight_steps_values: steps.map((step) => step[1]), weight_steps_ms_after_UP: steps, share_of_s1_by_second_after_UP: shares },
  };
}

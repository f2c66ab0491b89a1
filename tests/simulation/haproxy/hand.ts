// Requests by hand to one HAProxy backend, and its log lines, for tests.
import type { Backend, BackendServer, HttpRule, Timeouts } from '../../../src/infrastructure/model.ts';
import { createProbe, type Probe, type ProbeRequest } from '../../../src/simulation/probe.ts';
import type { FaultKind } from '../../../src/simulation/scenario.ts';
import { sessionText } from '../../../src/simulation/haproxy/session-log.ts';
import { application, backend, haproxy, model, server, timeouts } from '../build.ts';

/** A probe of servers s1, s2, …; the faults last from the start. */
export function bench(servers: Partial<BackendServer>[], given: Partial<Omit<Backend, 'timeouts'>> & { timeouts?: Partial<Timeouts>; rules?: HttpRule[] } = {}, faults: FaultKind[] = []): Probe {
  const { rules = [], timeouts: times, ...rest } = given;
  const one = haproxy([backend(servers.map((each, i) => server(`s${i + 1}`, each)), { ...rest, timeouts: timeouts({ connectMs: 2000, clientMs: 60000, serverMs: 60000, ...times }) })]);
  one.frontends = [{ name: 'fe', bind: [], defaultBackend: 'web', useBackend: [], redirectToHttps: null, hstsMs: null, rules }];
  const probe = createProbe(model({ loadBalancers: [one], applications: servers.map((_, i) => application(`s${i + 1}`, { workers: 1000 })) }));
  for (const fault of faults) probe.begin(fault);
  return probe;
}

/** Sends one request after another and returns the log lines, with their retries. */
export function play(probe: Probe, requests: ProbeRequest[]): string[] {
  for (const request of requests) {
    probe.answer(probe.send(request));
    probe.runUntil(probe.now + 1);
  }
  return lines(probe);
}

/** Sends each request at its own time, from now on, and returns all log lines after the last answer, by number of the request. */
export function together(probe: Probe, requests: (ProbeRequest & { at?: number })[]): string[] {
  const start = probe.now;
  const sent = requests.map(({ at = 0, ...request }) => {
    probe.runUntil(start + at);
    return probe.send(request);
  });
  for (const request of sent) probe.answer(request);
  probe.runUntil(probe.now + 1);
  const all = probe.log.sessions.lines;
  return sent.map((request) => sessionText(all.find((line) => line.request === request)!));
}

/** All lines so far, such as `s1 503 SC-- +1 q=0/0 t=0/0/-1/-1/0`. */
export function lines(probe: Probe): string[] {
  return probe.log.sessions.lines.map((line) => sessionText(line).replace(' q=', ` ${line.redispatched ? '+' : ''}${line.retries} q=`));
}

export const crash = (target: string): FaultKind => ({ kind: 'process-crash', target });
export const answers = (target: string, answer: Extract<FaultKind, { kind: 'bad-answers' }>['answer']): FaultKind => ({ kind: 'bad-answers', target, answer });

// How the recorder's backends misbehave, in the words of the simulator.
import type { Model } from '../../infrastructure/model.ts';
import { createProbe, type Probe } from '../../simulation/probe.ts';
import type { FaultKind } from '../../simulation/scenario.ts';
import { readHaproxy } from '../../daemons/haproxy/read.ts';
import { modelOfHaproxy } from '../model.ts';
import type { Question } from '../recording.ts';

/** A HAProxy under test, its backends' applications by the name of their server. */
export interface Bench { probe: Probe; model: Model; applicationOf(server: string): string }

/** Why a question's file cannot be replayed: the first thing in it that the model cannot say; null: it can. */
export function unsupportedIn({ config }: Question): string | null {
  if (typeof config !== 'string') return 'It has no single file for HAProxy.';
  // A timeout that is missing is read as one that never ends, which is what HAProxy does.
  const remark = readHaproxy(config, 'haproxy.cfg').remarks.find((one) => one.kind !== 'ignored' && !/has no timeout/.test(one.message));
  return remark === undefined ? null : `Line ${remark.line}: ${remark.message}`;
}

/** Sets up what a question's file describes; null: it has no single file. */
export function benchOf(question: Question): Bench | null {
  if (typeof question.config !== 'string') return null;
  const model = modelOfHaproxy(readHaproxy(question.config, 'haproxy.cfg').part);
  const probe = createProbe(model);
  probe.log.health.logsChecks = /^\s*option\s+log-health-checks/m.test(question.config);
  const servers = model.loadBalancers.flatMap((balancer) => (balancer.software === 'haproxy' ? balancer.backends.flatMap((backend) => backend.servers) : []));
  return { probe, model, applicationOf: (name) => servers.find((server) => server.name === name)?.target.name ?? name };
}

const STATUSES = [301, 302, 400, 401, 403, 404, 408, 425, 429, 500, 501, 502, 503, 504, 505] as const;

/** The fault that is a backend's mode; null: it behaves. Throws for a mode that nobody here knows. */
export function faultOf(mode: string, application: string): FaultKind | null {
  const status = STATUSES.find((one) => String(one) === mode);
  if (status !== undefined) return { kind: 'bad-answers', target: application, answer: status };
  switch (mode) {
    case 'ok': case '200': return null;
    case 'refuse': return { kind: 'process-crash', target: application };
    case 'drop': return { kind: 'host-loss', host: `host-${application}` };
    // It stands still, or reads and never answers: no difference to who asks it.
    case 'hang': case 'sigstop': case 'stop': return { kind: 'process-pause', target: application };
    case 'close': return { kind: 'bad-answers', target: application, answer: 'closes' };
    case 'rst': return { kind: 'bad-answers', target: application, answer: 'resets' };
    case 'partialhang': return { kind: 'bad-answers', target: application, answer: 'stalls' };
  }
  if (mode.startsWith('partial')) return { kind: 'bad-answers', target: application, answer: mode.includes('hang') ? 'stalls' : 'cuts' };
  throw new Error(`The backend mode "${mode}" is not known.`);
}

/** A part of a question that is an object; empty where it is something else. */
export function objectOf(value: unknown): { [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as { [name: string]: unknown }) : {};
}

/** A number of a question's inputs; `otherwise` where it is absent or null. */
export function numberOf(question: Question, name: string, otherwise: number): number {
  const value = question.inputs[name];
  return typeof value === 'number' ? value : otherwise;
}

// Designs for the tests of content.
import { defineInfrastructure } from '../../src/infrastructure/index.ts';
import { stripTypeScriptTypes } from 'node:module';

/** The design that an author's own file exports. For content of this repository only: it runs the file. */
export function designOf(source: string): unknown {
  const body = stripTypeScriptTypes(source).replace(/^import .*$/m, '').replace('export default', 'return');
  return new Function('defineInfrastructure', body)(defineInfrastructure) as unknown;
}

/** One small host for each application, one entry with this weight for each, behind HAProxy, or behind an nginx that HAProxy sends everything to. */
export function wholeDesign(software: 'haproxy' | 'nginx', weights: { [application: string]: number }): unknown {
  const names = Object.keys(weights);
  const each = <T>(value: (name: string) => T): { [name: string]: T } => Object.fromEntries(names.map((name) => [name, value(name)]));
  const design = { hosts: { balancer: {}, ...each(() => ({})) }, apps: each((name) => ({ host: name })) };
  const behindHaproxy = software === 'haproxy' ? each((name) => ({ to: name, weight: weights[name] })) : { edge: { to: 'edge' } };
  return {
    ...design,
    ...(software === 'nginx' ? { nginx: { edge: { host: 'balancer', listen: [{ port: 8080 }], upstream: { servers: names.map((name) => ({ to: name, weight: weights[name] })) } } } } : {}),
    haproxy: { on: 'balancer', backends: { site: { servers: behindHaproxy } } },
  };
}

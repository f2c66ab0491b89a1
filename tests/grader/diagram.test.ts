import { describe, expect, it } from 'vitest';
import { diagramOf } from '../../src/grader/diagram.ts';
import { resolve, validate } from '../../src/infrastructure/index.ts';

function drawn(design: unknown): { source: string; sentences: string[] } {
  const { infrastructure, problems } = validate(design, { hostsMax: 64, serversMax: 100, problemsMax: 5 });
  if (infrastructure === null) throw new Error(JSON.stringify(problems));
  return diagramOf(resolve(infrastructure));
}

const shop = (change: object = {}): object => ({
  hosts: { lb1: {}, old: { size: 'small' }, new: { size: 'medium' } },
  apps: { oldApp: { host: 'old' }, newApp: { host: 'new' } },
  haproxy: { on: 'lb1', backends: { shop: { servers: { old: { to: 'oldApp' }, new: { to: 'newApp', weight: 2 } } } } },
  ...change,
});

describe('the drawing of a design', () => {
  it('goes from the users through the balancer to the applications', () => {
    const { source, sentences } = drawn(shop());
    expect(source).toBe(['flowchart TB', '  n0["Users"]', '  n1["lb1<br/>HAProxy"]', '  n2["oldApp<br/>4 workers<br/>on old"]', '  n3["newApp<br/>8 workers<br/>on new"]',
      '  n0 --> n1', '  n1 --> n2', '  n1 -->|"weight 2"| n3', ''].join('\n'));
    expect(sentences).toEqual(['lb1 (HAProxy) runs on host lb1 (small).', 'oldApp (application, 4 workers) runs on host old (small).', 'newApp (application, 8 workers) runs on host new (medium).',
      'Users send requests to lb1.', 'lb1 sends to oldApp.', 'lb1 sends to newApp, weight 2.']);
  });

  it('frames zones, machines, and hosts with several processes', () => {
    const { source } = drawn(shop({ hosts: { lb1: { zone: 'a', machine: 'rack1' }, old: { zone: 'a', machine: 'rack1' }, new: { zone: 'b' } }, apps: { oldApp: { host: 'old' }, second: { host: 'old', port: 8081 }, newApp: { host: 'new' } } }));
    expect(source.match(/subgraph g\d\["[^"]*"\]/g)?.map((line) => line.replace(/.*"(.*)".*/, '$1'))).toEqual(['zone a', 'machine rack1', 'host old', 'zone b']);
    expect(source.split('\n').filter((line) => line.trim() === 'end')).toHaveLength(4);
  });

  it('marks backups, and shows what an empty host holds: nothing', () => {
    const { source } = drawn(shop({ hosts: { lb1: {}, old: {}, new: {}, spare: {} }, haproxy: { on: 'lb1', backends: { shop: { servers: { old: { to: 'oldApp' }, new: { to: 'newApp', backup: true } } } } } }));
    expect(source).toContain('-.->|"backup"|');
    expect(source).toContain('["host spare"]');
  });

  it('shows names that mermaid would read as words of its own', () => {
    const names = { end: {}, 'graph': {} };
    const { source } = drawn({ hosts: names, apps: { subgraph: { host: 'end' } }, haproxy: { on: 'graph', backends: { click: { servers: { style: { to: 'subgraph' } } } } } });
    expect(source.split('\n').slice(1).every((line) => /^ {2}(n\d+\["|n\d+ )|^$/.test(line))).toBe(true);
  });
});

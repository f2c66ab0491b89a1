// A whole design as files, and the files as a design again.
import { describe, expect, it } from 'vitest';
import { parseFiles, printDesign, renderModel } from '../../src/daemons/index.ts';
import { partsOf, type HostParts } from '../../src/daemons/plan.ts';
import { createEvaluator } from '../../src/grader/adapter/node/index.ts';
import { evaluate } from '../../src/grader/index.ts';
import { resolve, type Infrastructure } from '../../src/infrastructure/index.ts';
import { LARGE, SMALL, problemsOf, valid } from '../infrastructure/designs.ts';

/** Hosts in one order; those without a file say nothing. */
function comparable(parts: HostParts[]): HostParts[] {
  return parts.filter((one) => one.haproxy ?? one.nginx[0] ?? one.keepalived ?? one.mariadb ?? one.firewall ?? one.prometheus).sort((a, b) => (a.host < b.host ? -1 : 1));
}

const written = (design: unknown): ReturnType<typeof renderModel> => renderModel(resolve(valid(design)));
const readBack = (design: unknown): ReturnType<typeof parseFiles> => parseFiles(written(design).map(({ path, text }) => ({ path, text })));

const THREE_TIERS = {
  hosts: { 'lb-1': {}, 'lb-2': {}, 'web-1': {}, 'web-2': {}, 'db-1': {}, 'db-2': {} },
  haproxy: { on: ['lb-1', 'lb-2'], backends: { web: { servers: { one: { to: 'one', check: true }, two: { to: 'two', check: { inter: '500ms' } } }, redispatch: true, httpchk: { uri: '/health' } } } },
  keepalived: { service: { virtualAddress: '10.0.0.100', virtualRouterId: 7, members: { 'lb-1': { priority: 150 }, 'lb-2': { priority: 100 } } } },
  apps: { one: { host: 'web-1' }, two: { host: 'web-2', port: 8181 } },
  mariadb: { nodes: { 'db-1': { host: 'db-1', semiSync: true }, 'db-2': { host: 'db-2', replicateFrom: 'db-1', readOnly: true, semiSync: true } } },
};

describe('render, then parse', () => {
  it.each<[string, unknown]>([['one balancer', SMALL], ['three tiers', THREE_TIERS], ['every word of the vocabulary', LARGE]])('says the same again: %s', (_, design) => {
    const { design: back, remarks, losses } = readBack(design);
    expect(remarks.filter((remark) => remark.kind !== 'ignored')).toEqual([]);
    expect(losses.filter((loss) => !loss.startsWith('The certificates:'))).toEqual([]);
    expect(problemsOf(back)).toEqual([]);
    expect(comparable(partsOf(resolve(back)))).toEqual(comparable(partsOf(resolve(valid(design)))));
  });

  it('gives the same model where names follow the files', () => {
    const back = resolve(readBack(THREE_TIERS).design);
    const model = resolve(valid(THREE_TIERS));
    expect(back.loadBalancers).toEqual(model.loadBalancers);
    expect(back.virtualAddresses).toEqual(model.virtualAddresses);
    expect(back.databases).toEqual(model.databases);
    expect(back.applications).toEqual(model.applications);
    expect(back.hosts.map((host) => host.name).sort()).toEqual(model.hosts.map((host) => host.name).sort());
  });

  it('prints TypeScript that is the same design', async () => {
    for (const design of [SMALL, THREE_TIERS, LARGE]) {
      const back = readBack(design).design;
      const { value, diagnostics } = await evaluate(printDesign(back, ['From files.']), createEvaluator());
      expect(diagnostics).toEqual([]);
      expect(value).toEqual(back);
    }
  });
});

describe('files of several daemons', () => {
  it('names a file that is of no known daemon', () => {
    expect(parseFiles([{ path: 'notes.txt', text: 'buy milk' }]).remarks).toMatchObject([{ file: 'notes.txt', line: 1, kind: 'unknown' }]);
  });

  it('knows a file by what stands in it', () => {
    const { design } = parseFiles([{ path: 'config', text: 'backend be\n    server s1 10.0.0.5:8080\n' }]);
    expect((design as Infrastructure).haproxy?.backends).toHaveProperty('be');
  });

  it('takes one address for one host', () => {
    const { design } = parseFiles([
      { path: 'a/haproxy.cfg', text: 'backend be\n    server s1 10.0.0.5:8080\n    server s2 10.0.0.5:8081\n' }, { path: 'hosts', text: '10.0.0.5 web # comment\n127.0.0.1 localhost\n' },
    ]);
    expect(design.apps).toEqual({ s1: { host: 'web' }, s2: { host: 'web', port: 8081 } });
    expect(Object.keys(design.hosts).sort()).toEqual(['a', 'web']);
  });

  it('says where two balancers differ', () => {
    const text = (weight: number): string => `backend be\n    server s1 10.0.0.5:8080 weight ${weight}\n`;
    const { design, losses } = parseFiles([{ path: 'a/haproxy.cfg', text: text(1) }, { path: 'b/haproxy.cfg', text: text(2) }]);
    expect(design.haproxy?.on).toBe('a');
    expect(losses).toContain('b/haproxy.cfg differs from a/haproxy.cfg; a design has one configuration of HAProxy, here that of a.');
  });

  it('survives any text in any file', () => {
    const paths = ['haproxy.cfg', 'nginx.conf', 'keepalived.conf', 'my.cnf', 'nftables.conf', 'prometheus.yml', 'alerts.yml', 'hosts', 'replication.sql'];
    const texts = ['', '{', '}', '"', '\0\uffff', 'a'.repeat(10_000), '[', 'server', '- - -', '{{{{', ';;;;', 'x: &a [*a]', 'CHANGE MASTER TO'];
    for (const path of paths) for (const text of texts) expect(() => printDesign(parseFiles([{ path, text }]).design, [])).not.toThrow();
  });
});

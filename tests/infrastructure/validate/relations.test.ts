import { describe, expect, it } from 'vitest';
import { LARGE, SMALL, problemsOf, withValue } from '../designs.ts';

type Path = (string | number)[];
const BACKENDS: Path = ['haproxy', 'backends'];
const change = (path: Path, value: unknown) => problemsOf(withValue(LARGE, path, value)).map((problem) => ({ code: problem.code, path: problem.path, ...problem.data }));

describe('a name that points at nothing', () => {
  const references: [Path, string, string][] = [
    [['haproxy', 'on', 1], 'lb3', 'host'], [['nginx', 'front', 'host'], 'web9', 'host'], [['apps', 'app1', 'host'], 'web9', 'host'], [['mariadb', 'nodes', 'primary', 'host'], 'db9', 'host'],
    [['prometheus', 'host'], 'mon', 'host'], [['firewall', 'groups', 'balancers', 1], 'lb3', 'host'], [['mariadb', 'failover', 'voters', 0], 'v', 'host'], [['dns', 0, 'values', 0], 'db8', 'host'],
    [[...BACKENDS, 'web', 'servers', 'one', 'to'], 'app9', 'app nginx node'], [['nginx', 'front', 'upstream', 'servers', 0, 'to'], 'front', 'app'],
    [['haproxy', 'frontends', 'www', 'defaultBackend'], 'wbe', 'backend'], [['haproxy', 'frontends', 'www', 'useBackend', 0, 'backend'], 'apo', 'backend'],
    [['haproxy', 'frontends', 'www', 'bind', 1, 'certificate'], 'shpo', 'certificate'], [['nginx', 'front', 'listen', 0, 'certificate'], 'shpo', 'certificate'],
    [['apps', 'app1', 'database', 'writer'], 'app2', 'node'], [['apps', 'app1', 'database', 'readers', 1, 'virtualAddress'], '10.0.0.101', 'virtual-address'],
    [['apps', 'app1', 'database', 'readers', 2, 'dns'], 'x.example', 'dns'], [['apps', 'app2', 'database', 'writer', 'backend'], 'writr', 'backend'],
    [['mariadb', 'nodes', 'replica', 'replicateFrom'], 'primry', 'node'], [['mariadb', 'failover', 'promote', 'first', 0], 'replcia', 'node'],
    [['firewall', 'rules', 0, 'from'], 'intrenet', 'host group'], [['firewall', 'rules', 0, 'to'], 'admin', 'host group'],
  ];

  it.each(references)('%j: %s', (path, name, kind) => {
    expect(change(path, name)).toMatchObject([{ code: 'unknown-name', path, name, kind }]);
  });

  it('is told what there is and what was probably meant', () => {
    expect(problemsOf(withValue(SMALL, ['apps', 'app1', 'host'], 'wbe1'))[0]!.data).toEqual({ name: 'wbe1', kind: 'host', known: ['lb1', 'web1', 'web2'], knownCount: 3, suggestion: 'web1' });
  });

  it('is found in members of a virtual address', () => {
    expect(change(['keepalived', 'vip', 'members', 'lb9'], { priority: 1 })).toMatchObject([{ code: 'unknown-name', path: ['keepalived', 'vip', 'members', 'lb9'] }]);
  });
});

describe('the same thing twice', () => {
  const twice: [Path, unknown, Path][] = [
    [['haproxy', 'on', 1], 'lb1', ['haproxy', 'on', 1]], [['mariadb', 'failover', 'voters', 2], 'lb1', ['mariadb', 'failover', 'voters', 2]],
    [[...BACKENDS, 'web', 'servers', 'two', 'id'], 2, [...BACKENDS, 'web', 'servers', 'two', 'id']], [['hosts', 'web1', 'privateAddress'], '10.0.0.1', ['hosts', 'web1', 'privateAddress']],
    [['nginx', 'front', 'upstream', 'servers', 1, 'to'], 'app1', ['nginx', 'front', 'upstream', 'servers', 1, 'to']], [['prometheus', 'rules', 1, 'alert'], 'Down', ['prometheus', 'rules', 1, 'alert']],
    [['dns', 1], { name: 'db.shop.example', values: ['db2'], ttl: '1s' }, ['dns', 1, 'name']], [['firewall', 'groups', 'lb1'], [], ['firewall', 'groups', 'lb1']],
    [['firewall', 'groups', 'internet'], [], ['firewall', 'groups', 'internet']], [['apps', 'lb1'], { host: 'db2' }, ['apps', 'lb1']], [['apps', 'primary'], { host: 'db2' }, ['mariadb', 'nodes', 'primary']],
    [['keepalived', 'second'], { virtualAddress: '10.0.0.102', virtualRouterId: 51, members: { lb1: { priority: 1 } } }, ['keepalived', 'second', 'virtualRouterId']],
    [['keepalived', 'second'], { virtualAddress: '10.0.0.100', virtualRouterId: 52, members: { lb1: { priority: 1 } } }, ['keepalived', 'second', 'virtualAddress']],
  ];

  it.each(twice)('%j: %j', (path, value, at) => {
    expect(change(path, value).filter((problem) => problem.code === 'duplicate').map((problem) => problem.path)).toEqual([at]);
  });
});

describe('what the daemons refuse, or pass over', () => {
  const refused: [string, Path, unknown, Path][] = [
    ['mixed-targets', [...BACKENDS, 'writer', 'servers', 'app'], { to: 'app1' }, [...BACKENDS, 'writer', 'servers']],
    ['mixed-modes', ['haproxy', 'frontends', 'www', 'useBackend', 0, 'backend'], 'writer', ['haproxy', 'frontends', 'www', 'useBackend', 0, 'backend']],
    ['needs-http', [...BACKENDS, 'writer', 'balance'], { hash: 'uri' }, [...BACKENDS, 'writer', 'balance', 'hash']],
    ['needs-http', [...BACKENDS, 'writer', 'cookie'], { name: 'S', mode: 'insert' }, [...BACKENDS, 'writer', 'cookie']],
    ['needs-http', [...BACKENDS, 'writer', 'retryOn'], ['503'], [...BACKENDS, 'writer', 'retryOn']],
    ['needs-http', [...BACKENDS, 'writer', 'servers', 'main', 'observe'], 'layer7', [...BACKENDS, 'writer', 'servers', 'main', 'observe']],
    ['needs-http', ['haproxy', 'frontends', 'db'], { bind: [{ port: 3306 }], defaultBackend: 'writer', redirectToHttps: true }, ['haproxy', 'frontends', 'db', 'redirectToHttps']],
    ['observe-needs-check', [...BACKENDS, 'web', 'servers', 'one', 'check'], false, [...BACKENDS, 'web', 'servers', 'one', 'observe']],
    ['needs-state-backup', ['keepalived', 'vip', 'members', 'lb1'], { priority: 150, state: 'MASTER', nopreempt: true }, ['keepalived', 'vip', 'members', 'lb1', 'nopreempt']],
    ['needs-state-backup', ['keepalived', 'vip', 'members', 'lb1'], { priority: 150, state: 'MASTER', preemptDelay: '2s' }, ['keepalived', 'vip', 'members', 'lb1', 'preemptDelay']],
    ['delay-without-preemption', ['keepalived', 'vip', 'members', 'lb2', 'preemptDelay'], '2s', ['keepalived', 'vip', 'members', 'lb2', 'preemptDelay']],
    ['owner-has-no-weight', ['keepalived', 'vip', 'members', 'lb1', 'priority'], 255, ['keepalived', 'vip', 'members', 'lb1', 'priority']],
    ['unicast-family', ['hosts', 'lb2', 'privateAddress'], 'fd00::9', ['keepalived', 'vip', 'unicast']],
    ['needs-consistent', [...BACKENDS, 'web', 'balance', 'hashType'], 'map-based', [...BACKENDS, 'web', 'balance', 'balanceFactor']],
    ['stands-alone', [...BACKENDS, 'web', 'retryOn'], ['none', '503'], [...BACKENDS, 'web', 'retryOn']],
    ['stands-alone', ['nginx', 'front', 'proxyNextUpstream'], ['off', 'error'], ['nginx', 'front', 'proxyNextUpstream']],
    ['only-backups', ['nginx', 'front', 'upstream', 'servers', 0, 'backup'], true, ['nginx', 'front', 'upstream', 'servers']],
    ['method-refuses-backup', ['nginx', 'front', 'upstream', 'method'], 'ip_hash', ['nginx', 'front', 'upstream', 'servers', 1, 'backup']],
    ['reader-is-unrelated', ['mariadb', 'nodes', 'replica', 'replicateFrom'], undefined, ['apps', 'app1', 'database', 'readers', 0]],
    ['replicates-from-itself', ['mariadb', 'nodes', 'replica', 'replicateFrom'], 'replica', ['mariadb', 'nodes', 'replica', 'replicateFrom']],
    ['delay-needs-source', ['mariadb', 'nodes', 'primary', 'delay'], '1h', ['mariadb', 'nodes', 'primary', 'delay']],
    ['offset-above-increment', ['mariadb', 'nodes', 'primary', 'autoIncrement', 'offset'], 3, ['mariadb', 'nodes', 'primary', 'autoIncrement', 'offset']],
    ['fraction-needs-version-3', ['keepalived', 'vip', 'version'], 2, ['keepalived', 'vip', 'advertInt']],
    ['protocol-without-ports', ['firewall', 'rules', 1, 'port'], 1, ['firewall', 'rules', 1, 'port']],
    ['backend-without-database', ['apps', 'app2', 'database', 'writer', 'backend'], 'web', ['apps', 'app2', 'database', 'writer', 'backend']],
    ['port-taken', ['apps', 'app3', 'port'], 8080, ['apps', 'app3', 'port']],
    ['port-taken', ['nginx', 'drawn', 'listen', 0, 'port'], 80, ['nginx', 'drawn', 'listen', 0, 'port']],
    ['port-taken', ['mariadb', 'nodes', 'replica', 'host'], 'db1', ['mariadb', 'nodes', 'replica']],
    ['port-taken', ['haproxy', 'frontends', 'more'], { bind: [{ port: 443 }], defaultBackend: 'web' }, ['haproxy', 'frontends', 'more', 'bind', 0, 'port']],
    ['port-taken', ['mariadb', 'nodes', 'primary', 'host'], 'lb1', ['mariadb', 'nodes', 'primary']],
  ];

  it.each(refused)('%s: %j = %j', (rule, path, value, at) => {
    const conflicts = change(path, value).filter((problem) => problem.code === 'conflict' && (problem as unknown as { rule: string }).rule === rule);
    expect(conflicts[0]?.path).toEqual(at);
  });

  it('a reader may be any node that shares data with the writer, and no other', () => {
    const nodes = { a: { host: 'a' }, b: { host: 'b', replicateFrom: 'a' }, c: { host: 'c', replicateFrom: 'b' }, d: { host: 'd', replicateFrom: 'a' }, alone: { host: 'e' }, x: { host: 'x', replicateFrom: 'y' }, y: { host: 'y', replicateFrom: 'x' } };
    const hosts = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'x', 'y', 'web'].map((name) => [name, {}]));
    const vip = { vip: { virtualAddress: '10.0.0.100', virtualRouterId: 1, members: { a: { priority: 1 } } } };
    const refused = (writer: unknown, readers: string[]) => problemsOf({ hosts, mariadb: { nodes }, keepalived: vip, apps: { shop: { host: 'web', database: { writer, readers } } } })
      .map((problem) => [problem.data['rule'], readers[problem.path.at(-1) as number]]);
    expect(refused('a', ['a', 'b', 'c', 'd'])).toEqual([]);
    expect(refused('b', ['a', 'c', 'd'])).toEqual([]);
    expect(refused('x', ['y'])).toEqual([]);
    expect(refused('a', ['b', 'alone', 'x'])).toEqual([['reader-is-unrelated', 'alone'], ['reader-is-unrelated', 'x']]);
    expect(refused('x', ['c'])).toEqual([['reader-is-unrelated', 'c']]);
    expect(refused({ virtualAddress: '10.0.0.100' }, ['c', 'alone'])).toEqual([['reader-is-unrelated', 'alone']]);
  });

  it('a port on loopback and on the private address are two', () => {
    expect(change(['apps', 'app3'], { host: 'web1', port: 9000, listenOn: 'loopback' })).toEqual([]);
  });

  it('a circle of nodes is allowed', () => {
    expect(change(['mariadb', 'nodes', 'primary', 'replicateFrom'], 'replica')).toEqual([]);
  });
});

describe('all problems at once', () => {
  it('stand in the order of the design', () => {
    const design = withValue(withValue(withValue(SMALL, [...BACKENDS, 'web', 'servers', 'a', 'weight'], 512), [...BACKENDS, 'web', 'servers', 'b', 'to'], 'app7'), ['hosts', 'web1', 'size'], 'huge');
    expect(problemsOf(design).map((problem) => problem.code)).toEqual(['not-allowed', 'out-of-range', 'unknown-name']);
    const turned = Object.fromEntries(Object.entries(design).reverse());
    expect(problemsOf(turned).map((problem) => problem.code)).toEqual(['out-of-range', 'unknown-name', 'not-allowed']);
  });

  it('a thing with a mistake inside still counts as declared', () => {
    expect(problemsOf(withValue(SMALL, ['apps', 'app1', 'port'], 0)).map((problem) => problem.code)).toEqual(['out-of-range']);
    expect(problemsOf(withValue(SMALL, ['apps', 'app1', 'host'], undefined)).map((problem) => problem.code)).toEqual(['missing-field']);
  });

  it('are 20 at most', () => {
    const servers = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`s${index}`, { to: 'app1', weight: 999 }]));
    const problems = problemsOf(withValue(SMALL, [...BACKENDS, 'web', 'servers'], servers));
    expect(problems.map((problem) => problem.path[4])).toEqual(Array.from({ length: 20 }, (_, index) => `s${index}`));
  });
});

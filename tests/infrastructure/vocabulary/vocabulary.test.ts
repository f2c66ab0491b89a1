import { describe, expect, it } from 'vitest';
import { completionsAt, declarations, typeErrors } from './compile.ts';

const IMPORT = "import { defineInfrastructure } from 'no-single-point';\n";
const design = (fields: string): string => `${IMPORT}export default defineInfrastructure({ ${fields} });`;
const HOSTS = 'hosts: { lb1: {}, web1: {}, db1: {}, db2: {} }';
const APP = "apps: { app1: { host: 'web1' } }";
const web = (server: string): string => `haproxy: { on: 'lb1', backends: { web: { servers: { a: { ${server} } } } } }`;

const COMPLETE = `
  hosts: { lb1: {}, lb2: {}, web1: { zone: 'a', size: 'medium' }, web2: { zone: 'b' }, db1: {}, db2: {} },
  haproxy: {
    on: ['lb1', 'lb2'],
    frontends: { www: { bind: [{ port: 443, certificate: 'shop' }], defaultBackend: 'web', useBackend: [{ if: { pathBegins: '/static/' }, backend: 'static' }] } },
    backends: {
      web: { balance: 'roundrobin', redispatch: true, httpchk: { uri: '/health' }, servers: { web1: { to: 'app1', check: { inter: '2s', fall: 3, rise: 2 } }, web2: { to: 'app2', check: true, backup: true } } },
      static: { servers: { n: { to: 'front' } } },
      writer: { servers: { db1: { to: 'primary', check: true } } },
    },
  },
  nginx: { front: { host: 'web1', upstream: { servers: [{ to: 'app1' }] } } },
  keepalived: { vip: { virtualAddress: '10.0.0.100', virtualRouterId: 51, advertInt: '1s', members: { lb1: { priority: 150 }, lb2: { priority: 100 } } } },
  dns: [{ name: 'db.shop.example', values: ['db1'], ttl: '60s' }],
  certificates: { shop: { domains: ['shop.example'], expiresIn: '90d' } },
  firewall: { default: 'drop', groups: { balancers: ['lb1', 'lb2'] }, rules: [{ from: 'internet', to: 'balancers', protocol: 'tcp', port: 443, action: 'accept' }] },
  apps: {
    app1: { host: 'web1', database: { writer: 'primary', readers: ['replica', { virtualAddress: '10.0.0.100' }, { dns: 'db.shop.example' }] } },
    app2: { host: 'web2', database: { writer: { backend: 'writer' } } },
  },
  mariadb: { nodes: { primary: { host: 'db1', semiSync: { timeout: '10s' } }, replica: { host: 'db2', replicateFrom: 'primary', readOnly: true, semiSync: true } }, failover: { mode: 'manual', operator: '15m' } }`;

describe('the vocabulary as declarations', () => {
  it('can be made file by file, without types from elsewhere', () => {
    const { files, complaints } = declarations();
    expect(complaints).toEqual([]);
    for (const [name, text] of files) for (const match of text.matchAll(/from '([^']*)'/g)) expect(match[1], name).toMatch(/^\.\/[a-z]+\.ts$/);
  });

  it('accepts a design that uses every kind of name', () => {
    expect(typeErrors(design(COMPLETE))).toEqual([]);
  });

  it('accepts a small design, a plain object and a type annotation', () => {
    expect(typeErrors(design(`${HOSTS}, ${APP}, ${web("to: 'app1'")}`))).toEqual([]);
    expect(typeErrors("import type { Infrastructure } from 'no-single-point';\nconst design: Infrastructure = { hosts: { lb1: {} }, haproxy: { on: 'lb1', backends: {} } };\nexport default design;")).toEqual([]);
    expect(typeErrors(`${IMPORT}const balancers = ['lb1', 'web1'] as const;\nexport default defineInfrastructure({ ${HOSTS}, ${APP}, haproxy: { on: balancers, backends: { web: { servers: { a: { to: 'app1' } } } } } });`)).toEqual([]);
  });
});

describe('a mistake', () => {
  const wrong: [what: string, source: string, at: string, says: string][] = [
    ['a host that does not exist', `${HOSTS}, apps: { app1: { host: 'web9' } }`, 'host', '"web9"'],
    ['an application that does not exist', `${HOSTS}, ${APP}, ${web("to: 'app7'")}`, 'to', `Type '"app7"' is not assignable to type '"app1"'.`],
    ['an application where none is declared', `${HOSTS}, ${web("to: 'app1'")}`, 'to', 'Undeclared<"apps, nginx or mariadb.nodes">'],
    ['a duration without its unit', `${HOSTS}, ${APP}, ${web("to: 'app1', check: { inter: '2' }")}`, 'inter', '${number}s'],
    ['a number for a duration', `${HOSTS}, ${APP}, ${web("to: 'app1', check: { inter: 2 }")}`, 'inter', '${number}s'],
    ['a misspelt field', `${HOSTS}, ${APP}, ${web("to: 'app1', weigth: 2")}`, 'weigth', "Did you mean to write 'weight'?"],
    ['a misspelt room', `${HOSTS}, haproxi: {}`, 'haproxi', "Did you mean to write 'haproxy'?"],
    ['a backend that does not exist', `${HOSTS}, ${APP}, haproxy: { on: 'lb1', frontends: { f: { bind: [{ port: 80 }], defaultBackend: 'wbe' } }, backends: { web: { servers: { a: { to: 'app1' } } } } }`, 'defaultBackend', '"wbe"'],
    ['a source that does not exist', `${HOSTS}, mariadb: { nodes: { p: { host: 'db1' }, r: { host: 'db2', replicateFrom: 'q' } } }`, 'replicateFrom', '"q"'],
    ['a member that is no host', `${HOSTS}, keepalived: { vip: { virtualAddress: '10.0.0.100', virtualRouterId: 1, members: { lb9: { priority: 1 } } } }`, 'lb9', "'lb9' does not exist"],
    ['an address that nobody holds', `${HOSTS}, apps: { app1: { host: 'web1', database: { writer: { virtualAddress: '10.0.0.9' } } } }, keepalived: { vip: { virtualAddress: '10.0.0.100', virtualRouterId: 1, members: { lb1: { priority: 1 } } } }`, 'virtualAddress', '"10.0.0.9"'],
    ['a group that does not exist', `${HOSTS}, firewall: { default: 'drop', groups: { lbs: ['lb1'] }, rules: [{ from: 'lbz', to: 'lb1', protocol: 'tcp', action: 'drop' }] }`, 'from', '"lbz"'],
    ['a word that is not allowed', `${HOSTS}, ${APP}, haproxy: { on: 'lb1', backends: { web: { balance: 'roundrobbin', servers: { a: { to: 'app1' } } } } }`, 'balance', `Did you mean '"roundrobin"'?`],
    ['a missing field', `${HOSTS}, ${APP}, ${web('weight: 1')}`, 'a', "Property 'to' is missing"],
  ];

  it.each(wrong)('%s is underlined where it stands', (_what, source, at, says) => {
    const errors = typeErrors(design(source));
    expect(errors.map((error) => error.at)).toEqual([at]);
    expect(errors[0]!.message).toContain(says);
  });
});

describe('the editor completes', () => {
  it('hosts', () => expect(completionsAt(design(`${HOSTS}, apps: { app1: { host: '▮' } }`))).toEqual(['db1', 'db2', 'lb1', 'web1']));
  it('applications', () => expect(completionsAt(design(`${HOSTS}, apps: { app1: { host: 'web1' }, app2: { host: 'web1' } }, ${web("to: '▮'")}`))).toEqual(['app1', 'app2']));
  it('nodes', () => expect(completionsAt(design(`${HOSTS}, mariadb: { nodes: { p: { host: 'db1' }, r: { host: 'db2', replicateFrom: '▮' } } }`))).toEqual(['p', 'r']));
  it('members of a virtual address', () => expect(completionsAt(design(`${HOSTS}, keepalived: { vip: { virtualAddress: '10.0.0.1', virtualRouterId: 1, members: { ▮ } } }`))).toEqual(['db1', 'db2', 'lb1', 'web1']));
  it('fields', () => expect(completionsAt(design(`${HOSTS}, ${APP}, ${web("to: 'app1', check: { ▮ }")}`))).toEqual(['downinter', 'fall', 'fastinter', 'inter', 'rise']));
  it('words', () => expect(completionsAt(design(`${HOSTS}, haproxy: { on: 'lb1', backends: { web: { balance: '▮', servers: {} } } }`))).toEqual(['first', 'leastconn', 'random', 'roundrobin', 'source', 'static-rr']));
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROBLEM_CODES, describeProblem } from '../../../src/infrastructure/index.ts';
import { CONFLICTS } from '../../../src/infrastructure/describe/conflicts.ts';
import { LARGE, SMALL, problemsOf, withValue } from '../designs.ts';

const SERVER = ['haproxy', 'backends', 'web', 'servers', 'a'];
const sentence = (path: (string | number)[], value: unknown): string => describeProblem(problemsOf(withValue(SMALL, path, value))[0]!);

describe('describeProblem', () => {
  it.each([
    [[...SERVER, 'weight'], 512, 'haproxy.backends.web.servers.a.weight is 512; it goes from 0 to 256.'],
    [[...SERVER, 'slowstart'], '25d', 'haproxy.backends.web.servers.a.slowstart is "25d"; it goes from 1s to 24d.'],
    [[...SERVER, 'check'], { fall: '3' }, 'haproxy.backends.web.servers.a.check.fall is "3"; a whole number is needed here.'],
    [[...SERVER, 'to'], 'app7', 'haproxy.backends.web.servers.a.to names "app7", but there is no application, nginx or database node of that name. Did you mean "app1"? There are "app1", "app2".'],
    [['apps', 'app1', 'database'], { writer: 'db' }, 'apps.app1.database.writer names "db", but there is no database node of that name. None is declared: declare one in mariadb.nodes.'],
    [['hosts', 'web1', 'size'], 'lage', 'hosts.web1.size is "lage". Did you mean "large"? Allowed: "small", "medium", "large".'],
    [['hosts', 'web-1'], null, 'hosts["web-1"] is nothing; an object is needed here.'],
    [['apps', 'app2', 'host'], 'web1', 'apps.app2 listens on port 8080 of host "web1", which apps.app1 already uses. Give one of them another port, or another host.'],
    [['haproxy', 'backends'], undefined, 'haproxy has no backends, which is required.'],
    [['hosts'], undefined, 'The design has no hosts, which is required.'],
  ])('%j = %j', (path, value, text) => {
    expect(sentence(path, value)).toBe(text);
  });

  it('has a sentence for every code and rule that the source reports', () => {
    const folder = join(import.meta.dirname, '../../../src/infrastructure');
    const source = ['schema/forms.ts', 'schema/addresses.ts', 'validate/issues.ts', 'validate/snapshot.ts', 'validate/names.ts', 'validate/index.ts', 'validate/rules/haproxy.ts', 'validate/rules/nginx.ts', 'validate/rules/apps.ts',
      'validate/rules/mariadb.ts', 'validate/rules/keepalived.ts', 'validate/rules/network.ts', 'validate/rules/ports.ts'].map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
    const codes = [...source.matchAll(/(?:says\(|code: )'([a-z-]+)'/g)].map((match) => match[1]!);
    const rules = [...source.matchAll(/conflict\(.*\], '([a-z0-9-]+)'/g)].map((match) => match[1]!);
    expect(codes.filter((code) => !PROBLEM_CODES.includes(code))).toEqual([]);
    expect(PROBLEM_CODES.filter((code) => !codes.includes(code))).toEqual([]);
    expect(rules.filter((rule) => !Object.hasOwn(CONFLICTS, rule))).toEqual([]);
    expect(Object.keys(CONFLICTS).filter((rule) => !source.includes(`'${rule}'`))).toEqual([]);
  });

  it('never prints what is missing', () => {
    const wrong: unknown[] = [Number.NaN, null, 'x', -1, {}, [], 1e9, true];
    const places = ['hosts', 'haproxy', 'nginx', 'apps', 'mariadb', 'keepalived', 'dns', 'certificates', 'firewall', 'prometheus', 'clients', 'deploy', 'backups'];
    for (const place of places) {
      for (const field of Object.keys((LARGE as unknown as Record<string, object>)[place]!)) {
        for (const value of wrong) for (const problem of problemsOf(withValue(LARGE, [place, field], value))) expect(describeProblem(problem)).not.toMatch(/undefined|\[object|NaN|null/);
      }
    }
  });

  it('has words for a code that it does not know', () => {
    expect(describeProblem({ code: 'toString', path: ['hosts'], data: {} })).toBe('hosts: toString.');
  });
});

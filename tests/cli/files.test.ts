import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, folderWith, nsp } from './shell.ts';

const DESIGN = `import { defineInfrastructure } from 'no-single-point';
export default defineInfrastructure({
  hosts: { 'lb-1': {}, 'web-1': {}, 'web-2': {} },
  haproxy: { on: 'lb-1', backends: { web: { servers: { one: { to: 'one', check: true }, two: { to: 'two', weight: 3 } }, redispatch: true } } },
  apps: { one: { host: 'web-1' }, two: { host: 'web-2', port: 8181 } },
  certificates: { shop: { domains: ['shop.example'], expiresIn: '90d' } },
});
`;
const REAL_FILES = join(ROOT, 'tests/daemons/real-files');
const filesOf = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.') || name === 'hosts').sort();

describe('nsp render', () => {
  it('writes a folder for each host, and says what it wrote', async () => {
    const folder = folderWith({ 'design.ts': DESIGN });
    const out = join(folder, 'etc');
    const { code, out: said, err } = await nsp(['render', join(folder, 'design.ts'), '--out', out]);
    expect([code, err]).toEqual([0, '']);
    expect(filesOf(out)).toEqual(['hosts', join('lb-1', 'haproxy.cfg')]);
    expect(said.trim().split('\n')).toEqual([join(out, 'hosts'), join(out, 'lb-1', 'haproxy.cfg')]);
    expect(readFileSync(join(out, 'lb-1', 'haproxy.cfg'), 'utf8')).toMatch(/^ {4}server two \S+:8181 weight 3/m);
  });

  it('writes what the simulator does not simulate, too', async () => {
    const folder = folderWith({ 'design.ts': DESIGN.replace("hosts: { 'lb-1': {}", "dns: [{ name: 'shop.example', values: ['lb-1'], ttl: '60s' }],\n  hosts: { 'lb-1': {}") });
    expect((await nsp(['render', join(folder, 'design.ts'), '--out', join(folder, 'etc')])).code).toBe(0);
  });

  it.each([
    ['a design with a mistake', DESIGN.replace("to: 'two'", "to: 'tow'"), [], 1, 'design.ts:4: '],
    ['no folder', DESIGN, null, 2, 'A folder is missing: --out DIR names it.'],
    ['a file in the place of the folder', DESIGN, ['design.ts'], 2, 'cannot be written'],
  ])('refuses %s', async (_, text, out, expected, sentence) => {
    const folder = folderWith({ 'design.ts': text });
    const { code, err } = await nsp(['render', join(folder, 'design.ts'), ...(out === null ? [] : ['--out', join(folder, ...(out.length > 0 ? out : ['etc']))])]);
    expect(code).toBe(expected);
    expect(err).toContain(sentence);
  });
});

describe('nsp import', () => {
  it('reads back what render wrote: the same files come out again', async () => {
    const folder = folderWith({ 'design.ts': DESIGN });
    const first = join(folder, 'first');
    await nsp(['render', join(folder, 'design.ts'), '--out', first]);
    const { code, out, err } = await nsp(['import', join(first, 'hosts'), join(first, 'lb-1', 'haproxy.cfg'), '--quiet']);
    expect([code, err]).toEqual([0, '']);
    const again = folderWith({ 'design.ts': out });
    expect((await nsp(['render', join(again, 'design.ts'), '--out', join(again, 'second')])).code).toBe(0);
    expect(readFileSync(join(again, 'second', 'lb-1', 'haproxy.cfg'), 'utf8')).toBe(readFileSync(join(first, 'lb-1', 'haproxy.cfg'), 'utf8'));
  });

  it('reads realistic files of all daemons, and names what it cannot express', async () => {
    const names = ['haproxy.cfg', 'nginx.conf', 'keepalived.conf', 'my-primary.cnf', 'my-replica.cnf', 'nftables.nft', 'prometheus.yml', 'rules/alerts.yml'];
    const { code, out, err } = await nsp(['import', ...names.map((name) => join(REAL_FILES, name))]);
    expect(code).toBe(1);
    expect(out).toContain("import { defineInfrastructure } from 'no-single-point';");
    for (const word of ['haproxy:', 'nginx:', 'keepalived:', 'mariadb:', 'firewall:', 'prometheus:', "slowstart: '10s'", 'fastinter', 'waitPoint']) expect(out).toContain(word);
    expect(err).toMatch(/haproxy\.cfg:\d+: not expressed: .*mysql-check/);
    expect(err).not.toContain(': unknown: ');
    expect(err).not.toContain(': wrong: ');
  });

  it('names an unknown word with its line, and goes on', async () => {
    const folder = folderWith({ 'haproxy.cfg': 'backend web\n    balanse roundrobin\n    server a 10.0.0.1:80\n' });
    const { code, out, err } = await nsp(['import', join(folder, 'haproxy.cfg')]);
    expect(code).toBe(1);
    expect(err).toMatch(/haproxy\.cfg:2: unknown: .*balanse/);
    expect(out).toContain("a: { to: 'a' }");
  });

  it.each([[[], 2], [['nothing.cfg'], 2]])('%j ends with %i', async (args, expected) => {
    expect((await nsp(['import', ...args])).code).toBe(expected);
  });
});

// The files of whole designs, before the daemons' own checkers.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { renderModel, type RenderedFile } from '../../src/daemons/index.ts';
import { resolve } from '../../src/infrastructure/index.ts';
import { describeLive } from '../fidelity/live/namespace.ts';
import { LARGE, SMALL, valid } from '../infrastructure/designs.ts';

const CERTIFICATE = fileURLToPath(new URL('real-files/test-certificate.pem', import.meta.url));
/** Where rendered files look for certificates. */
const CERTIFICATES = /\/etc\/(haproxy\/certs|ssl\/private|mysql)\//g;

/** The command that checks a file; null: nothing checks such a file. */
function checkOf({ daemon, path }: RenderedFile, file: string, scratch: string): string | null {
  switch (daemon) {
    case 'haproxy': return `haproxy -c -dW -f ${file}`;
    case 'nginx': return `nginx -t -q -e stderr -p ${scratch} -c ${file}`;
    case 'keepalived': return `unshare -n sh -c 'ip link add eth0 type veth peer name peer0 && ip link set eth0 up && keepalived -l --config-test -f ${file}'`;
    case 'mariadb': return path.endsWith('.cnf') ? `mariadbd --defaults-file=${file} --user=root --datadir=${scratch} --help --verbose 2>&1 >/dev/null | grep -E "Buffered warning|ERROR" ; test $? = 1` : null;
    case 'nftables': return `unshare -n nft -c -f ${file}`;
    case 'prometheus': return basename(path) === 'prometheus.yml' ? `promtool check config ${file}` : basename(path) === 'alerts.yml' ? `promtool check rules ${file}` : null;
    case 'hosts': return null;
  }
}

describeLive('rendered designs', ['haproxy', 'nginx', 'keepalived', 'mariadbd', 'nft', 'promtool'], () => {
  it.each<[string, unknown, number]>([['one balancer', SMALL, 1], ['every word of the vocabulary', LARGE, 18]])('pass every checker: %s', (_, design, checked) => {
    const folder = mkdtempSync(join(tmpdir(), 'nsp-rendered-'));
    try {
      for (const name of ['shop.pem', 'server-cert.pem', 'server-key.pem']) cpSync(CERTIFICATE, join(folder, name));
      const files = renderModel(resolve(valid(design)));
      for (const { path, text } of files) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text.replaceAll(CERTIFICATES, `${folder}/`));
      }
      const results = files.flatMap((file) => {
        const scratch = mkdtempSync(join(folder, 'scratch-'));
        const check = checkOf(file, join(folder, file.path), scratch);
        if (check === null) return [];
        const { status, stdout, stderr } = spawnSync('sh', ['-c', check], { encoding: 'utf8', env: { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` } });
        return [{ path: file.path, status, said: status === 0 ? '' : `${stdout}${stderr}` }];
      });
      expect(results.filter((one) => one.status !== 0)).toEqual([]);
      expect(results).toHaveLength(checked);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

import type { FieldPath } from '../../problem.ts';
import type { Infrastructure, Nginx } from '../../vocabulary/index.ts';
import type { Findings } from '../names.ts';

function checkUpstream({ servers, method = 'round_robin' }: Nginx<string, string, string>['upstream'], path: FieldPath, findings: Findings): void {
  const at = (position: number): FieldPath => [...path, 'servers', position];
  servers.forEach((server, position) => findings.refer([...at(position), 'to'], server.to, ['app']));
  findings.unique(servers, (server) => server.to, (position) => [...at(position), 'to']);
  // nginx 1.22.1: "no servers in upstream", and "balancing method does not support parameter "backup"" on a server line behind ip_hash, hash or random.
  if (servers.every((server) => server.backup === true)) findings.conflict([...path, 'servers'], 'only-backups');
  if (method === 'round_robin' || method === 'least_conn') return;
  servers.forEach((server, position) => {
    if (server.backup === true) findings.conflict([...at(position), 'backup'], 'method-refuses-backup');
  });
}

/** nginx: what it refers to, and what `nginx -t` refuses. */
export function checkNginx({ nginx = {} }: Infrastructure, findings: Findings): void {
  for (const [name, instance] of Object.entries(nginx)) {
    const path: FieldPath = ['nginx', name];
    findings.refer([...path, 'host'], instance.host, ['host']);
    instance.listen?.forEach((listen, position) => {
      if (listen.certificate !== undefined) findings.refer([...path, 'listen', position, 'certificate'], listen.certificate, ['certificate']);
    });
    checkUpstream(instance.upstream, [...path, 'upstream'], findings);
    const { proxyNextUpstream = [] } = instance;
    if (proxyNextUpstream.includes('off') && proxyNextUpstream.length > 1) findings.conflict([...path, 'proxyNextUpstream'], 'stands-alone', { word: 'off' });
  }
}

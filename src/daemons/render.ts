// A model as the files that would run it.
import type { Model } from '../infrastructure/model.ts';
import { planAddresses } from '../infrastructure/addresses.ts';
import { renderHosts } from './addresses.ts';
import { renderHaproxy } from './haproxy/index.ts';
import { renderKeepalived } from './keepalived/index.ts';
import { renderMariadb } from './mariadb/index.ts';
import { renderNftables } from './nftables/index.ts';
import { renderNginx } from './nginx/index.ts';
import type { RenderedFile } from './parts.ts';
import { partsOf, type HostParts } from './plan.ts';
import { renderPrometheus } from './prometheus/index.ts';

/** All files of a design, host by host; `hosts` first, which is the same everywhere. A design that says nothing a daemon reads gives only that. */
export function renderModel(model: Model): RenderedFile[] {
  const hosts: RenderedFile = { host: '', path: 'hosts', daemon: 'hosts', text: renderHosts(planAddresses(model.hosts)) };
  return [hosts, ...partsOf(model).flatMap(renderHost)];
}

function renderHost({ host, haproxy, nginx, keepalived, mariadb, firewall, prometheus }: HostParts): RenderedFile[] {
  const files: RenderedFile[] = [];
  const add = (daemon: RenderedFile['daemon'], name: string, text: string): void => void files.push({ host, path: `${host}/${name}`, daemon, text });
  if (haproxy !== null) add('haproxy', 'haproxy.cfg', renderHaproxy(haproxy));
  for (const { name, part } of nginx) add('nginx', nginx.length === 1 ? 'nginx.conf' : `${name}/nginx.conf`, renderNginx(part));
  if (keepalived !== null) add('keepalived', 'keepalived.conf', renderKeepalived(keepalived));
  if (mariadb !== null) {
    const { cnf, replication } = renderMariadb(mariadb);
    add('mariadb', 'my.cnf', cnf);
    if (replication !== null) add('mariadb', 'replication.sql', replication);
  }
  if (firewall !== null) add('nftables', 'nftables.conf', renderNftables(firewall));
  if (prometheus !== null) {
    const written = renderPrometheus(prometheus);
    add('prometheus', 'prometheus.yml', written.prometheus);
    add('prometheus', 'alerts.yml', written.rules);
    add('prometheus', 'alertmanager.yml', written.alertmanager);
  }
  return files;
}

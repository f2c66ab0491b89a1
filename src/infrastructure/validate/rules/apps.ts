import type { FieldPath } from '../../problem.ts';
import type { App, Endpoint, Infrastructure } from '../../vocabulary/index.ts';
import type { Findings } from '../names.ts';
import { modeOf } from './haproxy.ts';

type AnyEndpoint = Endpoint<string, string, string, string>;

function checkEndpoint(endpoint: AnyEndpoint, path: FieldPath, { haproxy }: Infrastructure, findings: Findings): void {
  if (typeof endpoint === 'string') findings.refer(path, endpoint, ['node']);
  else if ('virtualAddress' in endpoint) findings.refer([...path, 'virtualAddress'], endpoint.virtualAddress, ['virtual-address']);
  else if ('dns' in endpoint) findings.refer([...path, 'dns'], endpoint.dns, ['dns']);
  else if (findings.refer([...path, 'backend'], endpoint.backend, ['backend'])) {
    const mode = modeOf(haproxy?.backends[endpoint.backend], (name) => findings.has('node', name));
    if (mode === 'http') findings.conflict([...path, 'backend'], 'backend-without-database', { backend: endpoint.backend });
  }
}

function checkApp(app: App<string, string, string, string, string>, path: FieldPath, design: Infrastructure, findings: Findings): void {
  findings.refer([...path, 'host'], app.host, ['host']);
  const pages = app.health ?? [];
  findings.unique(pages, (page) => page.uri, (position) => [...path, 'health', position, 'uri']);
  if (app.database === undefined) return;
  checkEndpoint(app.database.writer, [...path, 'database', 'writer'], design, findings);
  app.database.readers?.forEach((reader, position) => checkEndpoint(reader, [...path, 'database', 'readers', position], design, findings));
}

/** Applications: what they refer to. */
export function checkApps(design: Infrastructure, findings: Findings): void {
  for (const [name, app] of Object.entries(design.apps ?? {})) checkApp(app, ['apps', name], design, findings);
}

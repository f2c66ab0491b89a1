// Designs whose every field is honoured, but not what they add up to.
import type { FieldPath } from '../../infrastructure/problem.ts';

/** A learner's object, as far as it is looked into here. */
export interface Design {
  haproxy?: { frontends?: Record<string, unknown>; backends?: Record<string, { servers?: Record<string, { to?: string }> }> };
  nginx?: Record<string, unknown>;
  apps?: Record<string, unknown>;
  mariadb?: { nodes?: Record<string, { replicateFrom?: string }> };
}

/** Paths of what is not simulated yet: second entrances for users, databases behind HAProxy, replication in a circle. */
export function unsimulatedRelations(design: Design): FieldPath[] {
  return [...entrances(design), ...databaseServers(design), ...circles(design)];
}

function servers(design: Design): { path: FieldPath; to: string | undefined }[] {
  return Object.entries(design.haproxy?.backends ?? {}).flatMap(([backend, { servers: list }]) => Object.entries(list ?? {}).map(([name, { to }]) => ({
    path: ['haproxy', 'backends', backend, 'servers', name, 'to'], to,
  })));
}

/** Users enter at one place. */
function entrances(design: Design): FieldPath[] {
  const frontends = Object.keys(design.haproxy?.frontends ?? {}).slice(1).map((name): FieldPath => ['haproxy', 'frontends', name]);
  const targets = new Set(servers(design).map((server) => server.to));
  const open = Object.keys(design.nginx ?? {}).filter((name) => !targets.has(name));
  const nginx = (design.haproxy ? open : open.slice(1)).map((name): FieldPath => ['nginx', name]);
  const balanced = design.haproxy !== undefined || Object.keys(design.nginx ?? {}).length > 0;
  const apps = balanced ? [] : Object.keys(design.apps ?? {}).slice(1).map((name): FieldPath => ['apps', name]);
  return [...frontends, ...nginx, ...apps];
}

function databaseServers(design: Design): FieldPath[] {
  const nodes = new Set(Object.keys(design.mariadb?.nodes ?? {}));
  return servers(design).filter((server) => server.to !== undefined && nodes.has(server.to)).map((server) => server.path);
}

function circles(design: Design): FieldPath[] {
  const nodes = design.mariadb?.nodes ?? {};
  return Object.keys(nodes).flatMap((name): FieldPath[] => {
    let source = nodes[name].replicateFrom;
    for (let steps = 0; source !== undefined && steps <= Object.keys(nodes).length; steps++) {
      if (source === name) return [['mariadb', 'nodes', name, 'replicateFrom']];
      source = nodes[source]?.replicateFrom;
    }
    return [];
  });
}

// The limits that a design sets: what each server may hold at most, as the state of a run has it.
import type { World } from '../../src/simulation/world.ts';

/** One reading against its limit; 0 is the least of all of them. */
export interface Reading { what: string; value: number; most: number }

/** Every reading of a run whose limit is not kept. */
export function beyondLimits(world: World): Reading[] {
  return [...places(world), ...farms(world), ...peers(world)].filter(({ value, most }) => value < 0 || value > most);
}

function places({ layout, processes, waiting }: World): Reading[] {
  const cores = layout.model.hosts.map((host, at) => ({ what: `cores of ${host.name}`, value: processes.running[at]!, most: host.cores }));
  const processesOf = layout.names.flatMap((name, place): Reading[] => {
    const application = layout.application[place]?.application;
    const workers = application?.workers ?? layout.node[place]?.node.workers;
    return [
      ...(workers === undefined ? [] : [{ what: `workers of ${name}`, value: processes.busy[place]!, most: workers }]),
      ...(application === undefined ? [] : [{ what: `backlog of ${name}`, value: waiting.length[place]!, most: application.listenBacklog }]),
    ];
  });
  return [...cores, ...processesOf];
}

/** With `minconn` the limit moves below `maxconn`; what a server held before may stay. */
function farms({ farms, waiting }: World): Reading[] {
  return farms.flatMap(({ layout, state }) => layout.backend.servers.flatMap(({ name, maxqueue }, server): Reading[] => {
    const at = `${layout.backend.name}/${name}`;
    const most = state.maxconn[server]!;
    return [
      { what: `connections of ${at}`, value: state.connections[server]!, most: most === 0 ? Infinity : most },
      { what: `queue of ${at}`, value: waiting.length[layout.queue + 1 + server]!, most: maxqueue === 0 ? Infinity : maxqueue },
    ];
  }));
}

function peers({ peers: all }: World): Reading[] {
  return all.flatMap((one) => (one === null ? [] : one.layout.nginx.servers.map(({ target, maxConns }, peer) => ({
    what: `connections of nginx to ${target}`, value: one.state.connections[peer]!, most: maxConns === 0 ? Infinity : maxConns,
  }))));
}

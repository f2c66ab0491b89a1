// A design as a picture: mermaid's text for it, and the same in sentences for those who do not see it.
import type { Application, Endpoint, Model } from '../infrastructure/model.ts';

/** A flowchart in mermaid's language, and one sentence for each of its nodes and arrows. */
export interface Diagram {
  source: string;
  sentences: string[];
}

/** Something that runs on a host, or an address that moves between hosts. */
interface Node {
  key: string;
  name: string;
  /** What it is, in a sentence. */
  what: string;
  /** What stands under the name in the drawing; empty: nothing. */
  note: string;
  /** null: it stands on no host. */
  host: string | null;
}

interface Arrow {
  from: string;
  to: string;
  /** Short words on the arrow; empty: none. */
  label: string;
  isDashed: boolean;
  /** What the arrow does, between the two names. */
  verb: string;
}

const USERS = 'users';
const keyOf = (kind: string, name: string): string => `${kind}/${name}`;

/** Draws a model: what runs, where it runs, and who sends to whom. */
export function diagramOf(model: Model): Diagram {
  const nodes = nodesOf(model);
  const known = new Set(nodes.map(({ key }) => key));
  const arrows = arrowsOf(model).filter(({ from, to }) => known.has(from) && known.has(to));
  const ids = new Map(nodes.map(({ key }, index) => [key, `n${index}`]));
  const nameOf = new Map(nodes.map(({ key, name }) => [key, name]));
  const lines = arrows.map(({ from, to, label, isDashed }) => `  ${ids.get(from)} ${isDashed ? '-.->' : '-->'}${label === '' ? '' : `|"${escaped(label)}"|`} ${ids.get(to)}`);
  return {
    source: ['flowchart TB', ...placed(model, nodes, ids), ...lines, ''].join('\n'),
    sentences: [
      ...nodes.filter(({ key }) => key !== USERS).map((node) => placeSentence(model, node)),
      ...arrows.map(({ from, to, label, verb }) => `${nameOf.get(from)} ${verb} ${nameOf.get(to)}${label === '' || label === verb ? '' : `, ${label}`}.`),
    ],
  };
}

function nodesOf(model: Model): Node[] {
  return [
    { key: USERS, name: 'Users', what: '', note: '', host: null },
    ...model.virtualAddresses.map(({ name, address }) => ({ key: keyOf('address', address), name, what: `virtual address ${address}`, note: address, host: null })),
    ...model.dnsRecords.map(({ name, values }) => ({ key: keyOf('dns', name), name, what: `DNS name of ${values.join(', ')}`, note: 'DNS', host: null })),
    ...model.loadBalancers.map(({ software, name, host }) => ({ key: keyOf('load-balancer', name), name, ...both(software === 'haproxy' ? 'HAProxy' : 'nginx'), host })),
    ...model.applications.map(({ name, host, workers }) => ({ key: keyOf('application', name), name, what: `application, ${workersText(workers)}`, note: workersText(workers), host })),
    ...model.databases.nodes.map(({ name, host, replicateFrom }) => ({ key: keyOf('database', name), name, ...both(replicateFrom === null ? 'MariaDB, primary' : 'MariaDB, replica'), host })),
  ];
}

const both = (text: string): { what: string; note: string } => ({ what: text, note: text });
const workersText = (workers: number): string => `${workers} ${workers === 1 ? 'worker' : 'workers'}`;

function arrowsOf(model: Model): Arrow[] {
  const inner = [...balancerArrows(model), ...addressArrows(model), ...model.applications.flatMap((application) => databaseArrows(model, application)), ...replicationArrows(model)];
  const reached = new Set(inner.map(({ to }) => to));
  const firstOf = (keys: string[]): string[] => keys.filter((key) => !reached.has(key));
  const addresses = firstOf(model.virtualAddresses.map(({ address }) => keyOf('address', address)));
  const balancers = firstOf(model.loadBalancers.map(({ name }) => keyOf('load-balancer', name)));
  const applications = model.loadBalancers.length === 0 ? firstOf(model.applications.map(({ name }) => keyOf('application', name))) : [];
  return [...[...addresses, ...balancers, ...applications].map((to) => ({ from: USERS, to, label: '', isDashed: false, verb: 'send requests to' })), ...inner];
}

function balancerArrows(model: Model): Arrow[] {
  return model.loadBalancers.flatMap((balancer) => {
    const from = keyOf('load-balancer', balancer.name);
    const arrow = (to: string, weight: number, isBackup: boolean, isOff: boolean): Arrow => {
      const label = [weight === 1 ? '' : `weight ${weight}`, isBackup ? 'backup' : '', isOff ? 'disabled' : ''].filter(Boolean).join(', ');
      return { from, to, label, isDashed: isBackup || isOff || weight === 0, verb: 'sends to' };
    };
    if (balancer.software === 'nginx') return balancer.servers.map((server) => arrow(keyOf('application', server.target), server.weight, server.backup, server.down));
    return balancer.backends.flatMap(({ servers }) => servers.map((server) => arrow(keyOf(server.target.kind, server.target.name), server.weight, server.backup, server.disabled)));
  });
}

function addressArrows(model: Model): Arrow[] {
  return model.virtualAddresses.flatMap(({ address, members }) => {
    const highest = Math.max(...members.map(({ priority }) => priority));
    return members.flatMap(({ host, priority }) => {
      const balancers = model.loadBalancers.filter((one) => one.host === host).map(({ name }) => keyOf('load-balancer', name));
      const held = balancers.length > 0 ? balancers : model.databases.nodes.filter((one) => one.host === host).map(({ name }) => keyOf('database', name));
      return held.map((to) => ({ from: keyOf('address', address), to, label: `priority ${priority}`, isDashed: priority < highest, verb: 'can be held beside' }));
    });
  });
}

function databaseArrows(model: Model, { name, database }: Application): Arrow[] {
  if (database === null) return [];
  const from = keyOf('application', name);
  const arrow = (endpoint: Endpoint, label: string): Arrow[] => keysOf(model, endpoint).map((to) => ({ from, to, label, isDashed: false, verb: 'sends queries to' }));
  return database.readers.length === 0 ? arrow(database.writer, '') : [...arrow(database.writer, 'writes'), ...database.readers.flatMap((reader) => arrow(reader, 'reads'))];
}

function keysOf(model: Model, endpoint: Endpoint): string[] {
  if (endpoint.kind === 'node') return [keyOf('database', endpoint.name)];
  if (endpoint.kind === 'virtual-address') return [keyOf('address', endpoint.address)];
  if (endpoint.kind === 'dns') return [keyOf('dns', endpoint.name)];
  return model.loadBalancers.filter((one) => one.software === 'haproxy' && one.backends.some((backend) => backend.name === endpoint.name)).map((one) => keyOf('load-balancer', one.name));
}

function replicationArrows({ databases }: Model): Arrow[] {
  return databases.nodes.flatMap(({ name, replicateFrom }) => (replicateFrom === null ? [] : [{ from: keyOf('database', replicateFrom), to: keyOf('database', name), label: 'replicates', isDashed: true, verb: 'replicates to' }]));
}

/** The nodes, inside their zones, machines and hosts; a host with one process needs no frame, and neither has a zone or machine that the learner did not name. */
function placed(model: Model, nodes: readonly Node[], ids: ReadonlyMap<string, string>): string[] {
  const hosts = model.hosts.map(({ name, zone, machine }) => {
    const inside = nodes.filter(({ host }) => host === name);
    const lines = inside.map((node) => line(node, inside.length === 1 && node.name !== name ? `on ${name}` : ''));
    const frames = [zone === name ? null : `zone ${zone}`, machine === name ? null : `machine ${machine}`, inside.length === 1 ? null : `host ${name}`];
    return { frames: frames.filter((frame) => frame !== null), lines };
  });
  let frames = 0;
  const nested = (entries: readonly { frames: string[]; lines: string[] }[], depth: number): string[] => {
    const names = [...new Set(entries.map((entry) => entry.frames[depth]))];
    return names.flatMap((name) => {
      const inside = entries.filter((entry) => entry.frames[depth] === name);
      if (name === undefined) return inside.flatMap(({ lines }) => lines);
      return [`  subgraph g${(frames += 1)}["${escaped(name)}"]`, ...nested(inside, depth + 1), '  end'];
    });
  };
  function line({ key, name, note }: Node, where: string): string {
    return `  ${ids.get(key)}["${[name, note, where].filter(Boolean).map(escaped).join('<br/>')}"]`;
  }
  return [...nodes.filter(({ host }) => host === null).map((node) => line(node, '')), ...nested(hosts, 0)];
}

function placeSentence(model: Model, { name, what, host }: Node): string {
  const found = model.hosts.find((one) => one.name === host);
  if (found === undefined) return `${name} is a ${what}.`;
  const where = [`host ${found.name} (${found.size})`, found.machine === found.name ? '' : `machine ${found.machine}`, found.zone === found.name ? '' : `zone ${found.zone}`];
  return `${name} (${what}) runs on ${where.filter(Boolean).join(', ')}.`;
}

/** A name as mermaid shows it and does not read it. */
function escaped(text: string): string {
  return text.replace(/[#"<>&`|[\](){}\\]/g, (character) => `#${character.charCodeAt(0)};`);
}

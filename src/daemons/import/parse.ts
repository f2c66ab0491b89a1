// Files of several daemons and hosts, put together to one design.
import type { Infrastructure } from '../../infrastructure/index.ts';
import { readHosts } from '../addresses.ts';
import { readHaproxy } from '../haproxy/index.ts';
import { readKeepalived } from '../keepalived/index.ts';
import { readMariadb } from '../mariadb/index.ts';
import { readNftables } from '../nftables/index.ts';
import { readNginx } from '../nginx/index.ts';
import type { FileRemark, FirewallPart, HaproxyPart, KeepalivedPart, MariadbPart, NginxPart, PrometheusPart, ReadFile } from '../parts.ts';
import { readPrometheus } from '../prometheus/index.ts';
import { certificateName } from './certificate-name.ts';
import { isEqual } from './equal.ts';
import { designFirewall } from './firewall.ts';
import { given, unless } from './given.ts';
import { designHaproxy } from './haproxy.ts';
import { foldersOf, kindOf, type FileKind, type SourceFile } from './kinds.ts';
import { Names } from './names.ts';
import { designKeepalived, designNginx, designNode, designPrometheus } from './others.ts';

/** A design that says what the files say, as far as a design can. */
export interface Imported {
  design: Infrastructure;
  /** About lines of the files, in their order. */
  remarks: FileRemark[];
  /** What a design has no field for, a sentence each. */
  losses: string[];
}

/** A part with the host that its file lies on. */
interface Placed<Part> { host: string; path: string; part: Part }

type App = NonNullable<Infrastructure['apps']>[string];

/** Kinds of files that a host has one of. */
const ONCE: ReadonlySet<FileKind> = new Set(['haproxy', 'keepalived', 'mariadb', 'nftables', 'prometheus']);

/** Name of a host when nothing tells it. */
const WISHES: { [kind in FileKind]: string } = {
  hosts: '', haproxy: 'lb-1', nginx: 'lb-1', keepalived: 'lb-1', nftables: 'lb-1', mariadb: 'db-1', replication: 'db-1', prometheus: 'monitoring', rules: 'monitoring', alertmanager: 'monitoring',
};

/** A name for the host of a file that says nothing of it: files of a kind that a host has once are of different hosts. */
function wish(kind: FileKind, counts: Map<string, number>): string {
  const count = (counts.get(kind) ?? 0) + 1;
  counts.set(kind, count);
  return ONCE.has(kind) && count > 1 ? WISHES[kind].replace(/(-1)?$/, `-${count}`) : WISHES[kind];
}

/** Folders with two files of a kind that a host has once: such a folder is no host. */
function sharedFolders(known: readonly { file: SourceFile; kind: FileKind | null }[]): Set<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { file, kind } of known) {
    const [folder] = foldersOf(file.path);
    if (folder === undefined || kind === null || !ONCE.has(kind)) continue;
    if (seen.has(`${kind} ${folder}`)) shared.add(folder);
    seen.add(`${kind} ${folder}`);
  }
  return shared;
}

/** Reads files of any number of hosts. Never throws: what cannot be read is told in the remarks. */
export function parseFiles(files: readonly SourceFile[]): Imported {
  return new Import(files).result();
}

class Import {
  readonly #remarks: FileRemark[] = [];
  readonly #losses: string[] = [];
  readonly #files: { file: SourceFile; kind: FileKind; host: string }[] = [];
  readonly #names: Names;

  constructor(files: readonly SourceFile[]) {
    const known = files.map((file) => ({ file, kind: kindOf(file) }));
    this.#names = new Names(new Map(known.flatMap(({ file, kind }) => (kind === 'hosts' ? [...readHosts(file.text)] : []))));
    const hostNames = new Set(this.#names.hosts.values());
    const shared = sharedFolders(known);
    const counts = new Map<string, number>();
    for (const { file, kind } of known) {
      if (kind === null) this.#remarks.push({ file: file.path, line: 1, kind: 'unknown', message: 'This file is of none of the known daemons: haproxy.cfg, nginx.conf, keepalived.conf, my.cnf, nftables.conf, prometheus.yml, alert rules or hosts.' });
      else if (kind !== 'hosts') {
        const folders = foldersOf(file.path);
        const nearest = folders[0] === undefined || shared.has(folders[0]) ? undefined : folders[0];
        this.#files.push({ file, kind, host: folders.find((folder) => hostNames.has(folder)) ?? nearest ?? wish(kind, counts) });
      }
    }
  }

  result(): Imported {
    const names = this.#names;
    const mariadb = this.#read<MariadbPart>('mariadb', (file, host) => readMariadb(file.text, file.path, this.#beside('replication', host)[0]));
    const nginx = this.#read<NginxPart>('nginx', (file) => readNginx(file.text, file.path));
    const haproxy = this.#read<HaproxyPart>('haproxy', (file) => readHaproxy(file.text, file.path));
    const keepalived = this.#read<KeepalivedPart>('keepalived', (file) => readKeepalived(file.text, file.path));
    const firewall = this.#read<FirewallPart>('nftables', (file) => readNftables(file.text, file.path));
    const prometheus = this.#read<PrometheusPart>('prometheus', (file, host) => readPrometheus(file.text, file.path, this.#beside('rules', host), this.#beside('alertmanager', host)[0]));
    this.#placeAddresses(mariadb, keepalived);
    const nginxNames = this.#nginxNames(nginx);
    nginx.forEach(({ host, part }, i) => {
      for (const { port } of part.listen) names.listeners.push({ kind: 'nginx', name: nginxNames[i]!, host, port });
    });
    const nodes = this.#nodes(mariadb);
    const design = given({
      hosts: {},
      haproxy: this.#haproxy(haproxy),
      nginx: fields(nginx.map(({ host, part }, i) => [nginxNames[i]!, designNginx(part, host, names, this.#losses)])),
      apps: {},
      mariadb: nodes === undefined ? undefined : { nodes },
      keepalived: fields(Object.entries(designKeepalived(keepalived, this.#losses))),
      certificates: fields(this.#certificates(haproxy, nginx)),
      firewall: firewall.length === 0 ? undefined : designFirewall(firewall, names, this.#losses),
      prometheus: prometheus[0] === undefined ? undefined : designPrometheus(prometheus[0].part, prometheus[0].host),
    }) as unknown as Infrastructure & { [field: string]: unknown };
    const apps = names.listeners.filter((one) => one.kind === 'application').map((one): [string, App] => [one.name, given({ host: one.host, port: unless(one.port, 8080) }) as App]);
    if (apps.length > 0) design['apps'] = Object.fromEntries(apps);
    else delete design['apps'];
    design['hosts'] = this.#hosts();
    return { design, remarks: this.#remarks, losses: this.#losses };
  }

  #read<Part>(kind: FileKind, read: (file: SourceFile, host: string) => ReadFile<Part>): Placed<Part>[] {
    return this.#files.filter((one) => one.kind === kind).map(({ file, host }) => {
      const { part, remarks } = read(file, host);
      this.#remarks.push(...remarks);
      return { host, path: file.path, part };
    });
  }

  /** Files of a kind on the same host. */
  #beside(kind: FileKind, host: string): { text: string; file: string }[] {
    return this.#files.filter((one) => one.kind === kind && one.host === host).map(({ file }) => ({ text: file.text, file: file.path }));
  }

  /** What files say about the addresses of their own hosts. */
  #placeAddresses(mariadb: Placed<MariadbPart>[], keepalived: Placed<KeepalivedPart>[]): void {
    for (const { host, part } of mariadb) if (part.address !== null && !/^(0\.0\.0\.0|127\.|::)/.test(part.address)) this.#names.place(host, part.address);
    for (const { host, part } of keepalived) for (const { unicast } of part.instances) if (unicast !== null) this.#names.place(host, unicast.source);
  }

  /** An nginx is called as its upstream: the file has no other name for it. */
  #nginxNames(nginx: Placed<NginxPart>[]): string[] {
    const names: string[] = [];
    for (const { part, path, host } of nginx) {
      // <host>/<name>/nginx.conf, where a host has several.
      const [folder, above] = foldersOf(path);
      const wish = folder !== undefined && above === host ? folder : part.upstream || 'nginx';
      let name = wish;
      for (let n = 2; names.includes(name); n++) name = `${wish}-${n}`;
      names.push(name);
    }
    return names;
  }

  #nodes(mariadb: Placed<MariadbPart>[]): Record<string, ReturnType<typeof designNode>> | undefined {
    if (mariadb.length === 0) return undefined;
    // A host with HAProxy has given its name away.
    const nameOf = (host: string): string => (this.#files.some((one) => one.kind === 'haproxy' && one.host === host) ? `${host}-db` : host);
    for (const { host, part } of mariadb) this.#names.listeners.push({ kind: 'database', name: nameOf(host), host, port: part.port });
    return Object.fromEntries(mariadb.map(({ host, part }) => {
      const source = part.replicateFrom === null ? null : this.#names.listener(part.replicateFrom, host, 'primary', 'database');
      if (source !== null && !mariadb.some((one) => one.host === source.host)) this.#losses.push(`${host}: it replicates from ${part.replicateFrom!.address}, whose my.cnf is not among the files.`);
      const isKnown = source !== null && mariadb.some((one) => one.host === source.host);
      return [nameOf(host), designNode(part, host, isKnown ? source.name : null)];
    }));
  }

  #haproxy(found: Placed<HaproxyPart>[]): ReturnType<typeof designHaproxy> | undefined {
    const first = found[0];
    if (first === undefined) return undefined;
    const alike = found.filter((one) => isEqual(one.part, first.part));
    for (const one of found) if (!alike.includes(one)) this.#losses.push(`${one.path} differs from ${first.path}; a design has one configuration of HAProxy, here that of ${first.host}.`);
    return designHaproxy(first.part, alike.map((one) => one.host), this.#names, this.#losses);
  }

  #certificates(haproxy: Placed<HaproxyPart>[], nginx: Placed<NginxPart>[]): [string, unknown][] {
    const names = new Set([
      ...haproxy.flatMap(({ part }) => part.frontends.flatMap((frontend) => frontend.bind.flatMap((bind) => certificateName(bind.certificate) ?? []))),
      ...nginx.flatMap(({ part }) => part.listen.flatMap((listen) => certificateName(listen.certificate) ?? [])),
    ]);
    if (names.size > 0) this.#losses.push('The certificates: the files name them, and do not say for which domains they are or when they expire. Domain and expiry here are examples.');
    return [...names].map((name) => [name, { domains: ['www.example.test'], expiresIn: '90d' }]);
  }

  #hosts(): { [name: string]: { privateAddress?: string } } {
    const used = new Set([...this.#names.hosts.values(), ...this.#files.map((one) => one.host), ...this.#names.listeners.map((one) => one.host)]);
    return Object.fromEntries([...used].map((name) => {
      const address = this.#names.addressOf(name);
      return [name, address === null ? {} : { privateAddress: address }];
    }));
  }
}

/** The object of these fields; undefined where there are none. */
function fields(entries: [string, unknown][]): { [name: string]: unknown } | undefined {
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

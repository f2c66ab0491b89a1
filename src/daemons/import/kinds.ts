// Which daemon a file belongs to, and which host.

/** A file as somebody hands it in. `path` is as they named it, with `/`. */
export interface SourceFile { path: string; text: string }

/** What a file is. `rules` are alert rules, `alertmanager` tells who hears of them, `replication` is the SQL that makes a node a replica. */
export type FileKind = 'hosts' | 'haproxy' | 'nginx' | 'keepalived' | 'mariadb' | 'replication' | 'nftables' | 'prometheus' | 'rules' | 'alertmanager';

const BY_NAME: readonly [RegExp, FileKind][] = [
  [/^hosts$/, 'hosts'], [/haproxy.*\.cfg$/, 'haproxy'], [/nginx.*\.conf$/, 'nginx'], [/keepalived.*\.conf$/, 'keepalived'], [/\.cnf$/, 'mariadb'], [/\.sql$/, 'replication'],
  [/nftables.*\.conf$|\.nft$/, 'nftables'], [/^prometheus.*\.ya?ml$/, 'prometheus'], [/^alertmanager.*\.ya?ml$/, 'alertmanager'],
];

const BY_CONTENT: readonly [RegExp, FileKind][] = [
  [/^\s*scrape_configs\s*:/m, 'prometheus'], [/^\s*groups\s*:/m, 'rules'], [/^\s*\[(mysqld|mariadb|mariadbd|server)/m, 'mariadb'],
  [/^\s*vrrp_instance\b/m, 'keepalived'], [/^\s*table\s+(inet|ip|ip6)\b/m, 'nftables'], [/\bCHANGE\s+MASTER\s+TO\b/i, 'replication'],
  [/^\s*(upstream\s+\S+|http)\s*\{/m, 'nginx'], [/^(frontend|backend|listen|defaults)\b/m, 'haproxy'],
];

/** What a file is, by its name or else by what stands in it; null: nothing that is known here. */
export function kindOf({ path, text }: SourceFile): FileKind | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? BY_CONTENT.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** Folders that every installation has: they name no host. */
const USUAL = new Set(['', '.', '..', 'etc', 'haproxy', 'nginx', 'keepalived', 'mysql', 'mariadb', 'prometheus', 'conf.d', 'sites-enabled', 'mariadb.conf.d', 'my.cnf.d', 'rules', 'nftables.d']);

/** The folders of a file that may name its host, nearest first. */
export function foldersOf(path: string): string[] {
  return path.split('/').slice(0, -1).filter((folder) => !USUAL.has(folder)).reverse();
}

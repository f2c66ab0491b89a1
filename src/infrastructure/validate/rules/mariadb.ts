import type { FieldPath } from '../../problem.ts';
import type { DatabaseNode, Failover, Infrastructure } from '../../vocabulary/index.ts';
import type { Findings } from '../names.ts';

function checkNode(name: string, node: DatabaseNode<string, string>, path: FieldPath, findings: Findings): void {
  findings.refer([...path, 'host'], node.host, ['host']);
  const { replicateFrom, autoIncrement } = node;
  if (replicateFrom === name) findings.conflict([...path, 'replicateFrom'], 'replicates-from-itself');
  else if (replicateFrom !== undefined) findings.refer([...path, 'replicateFrom'], replicateFrom, ['node']);
  else if (node.delay !== undefined) findings.conflict([...path, 'delay'], 'delay-needs-source');
  // MariaDB ignores auto_increment_offset when it is above auto_increment_increment.
  if (autoIncrement !== undefined && autoIncrement.offset > autoIncrement.increment) {
    findings.conflict([...path, 'autoIncrement', 'offset'], 'offset-above-increment', { offset: autoIncrement.offset, increment: autoIncrement.increment });
  }
}

function checkFailover(failover: Failover<string, string>, path: FieldPath, findings: Findings): void {
  if (failover.mode === 'manual') return;
  const voterPath = (position: number): FieldPath => [...path, 'voters', position];
  failover.voters.forEach((host, position) => findings.refer(voterPath(position), host, ['host']));
  findings.unique(failover.voters, (host) => host, voterPath);
  if (failover.promote === 'most-advanced') return;
  const { first } = failover.promote;
  const firstPath = (position: number): FieldPath => [...path, 'promote', 'first', position];
  first.forEach((node, position) => findings.refer(firstPath(position), node, ['node']));
  findings.unique(first, (node) => node, firstPath);
}

/** The database: what nodes and failover refer to. A circle of nodes is allowed. */
export function checkMariadb({ mariadb }: Infrastructure, findings: Findings): void {
  if (mariadb === undefined) return;
  for (const [name, node] of Object.entries(mariadb.nodes)) checkNode(name, node, ['mariadb', 'nodes', name], findings);
  if (mariadb.failover !== undefined) checkFailover(mariadb.failover, ['mariadb', 'failover'], findings);
}

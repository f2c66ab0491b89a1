import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FAMILIES, judge, splitRecording, type Verdict } from '../../fidelity/index.ts';
import type { Evidence } from '../../site/evidence/evidence.ts';

const COUNT: { [verdict in Verdict]: 'same' | 'differs' | 'notModelled' } = { 'same': 'same', 'differs': 'differs', 'not modelled': 'notModelled', 'no outputs': 'notModelled' };

/** Replays every recording of families A to E in a folder. */
export function fidelityEvidence(folder: string): Evidence['fidelity'] {
  const evidence: Evidence['fidelity'] = { daemons: [], notModelled: [], differing: [] };
  for (const name of readdirSync(folder).filter((one) => /^[A-E]-.*\.json$/.test(one)).sort()) {
    const { question, answer } = splitRecording(JSON.parse(readFileSync(join(folder, name), 'utf8')));
    const { verdict, differences, reason } = judge(FAMILIES, question, answer);
    let daemon = evidence.daemons.find((one) => one.daemon === question.daemon.name);
    // Versions of packages end in what the distribution added.
    if (daemon === undefined) evidence.daemons.push(daemon = { daemon: question.daemon.name, version: /^[\d.]+/.exec(question.daemon.version.replace(/^\d+:/, ''))?.[0] ?? '', families: [] });
    let family = daemon.families.find((one) => one.name === question.family);
    if (family === undefined) daemon.families.push(family = { name: question.family, same: 0, differs: 0, notModelled: 0 });
    family[COUNT[verdict]]++;
    if (verdict === 'differs') evidence.differing.push({ id: question.id, fields: differences.map((one) => one.field) });
    if (verdict === 'not modelled') evidence.notModelled.push({ id: question.id, reason: reason ?? '' });
  }
  return evidence;
}

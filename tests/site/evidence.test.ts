// The page "How true is the simulator?" shows what is true today.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CASES } from '../../src/cli/bench/theory/index.ts';
import { pinnedDigests } from '../../src/cli/evidence/digests.ts';
import { fidelityEvidence } from '../../src/cli/evidence/fidelity.ts';
import { EVIDENCE } from '../../src/site/evidence/evidence.ts';

const TESTS = join(import.meta.dirname, '..');
const RENEW = 'Renew it with nsp evidence (--keep-speed leaves theory and speed as they are).';

describe('the committed evidence', () => {
  it('has the verdicts of all recordings', () => expect(EVIDENCE.fidelity, RENEW).toEqual(fidelityEvidence(join(TESTS, 'fidelity/recordings'))));

  it('has the digests that are pinned', () => {
    const { runs, digest } = EVIDENCE.determinism;
    expect({ runs, digest }, RENEW).toEqual(pinnedDigests(join(TESTS, 'determinism/digests.json')));
  });

  it('has every closed form, in full size', () => {
    const { requests, seeds, rows } = EVIDENCE.theory;
    expect({ requests, seeds }).toEqual({ requests: 1_000_000, seeds: 16 });
    expect(rows.map(({ system, what, exact }) => ({ system, what, exact })), RENEW).toEqual(CASES.flatMap((one) => one.checks.map(({ what, exact }) => ({ system: one.title, what, exact }))));
  });

  it('counts tests that ran, and none that failed', () => {
    for (const { name, passed, failed } of [...EVIDENCE.live, ...EVIDENCE.determinism.tests]) expect({ name, ran: passed > 0, failed }).toEqual({ name, ran: true, failed: 0 });
    expect(EVIDENCE.determinism.tests.map(({ name }) => name)).toEqual(expect.arrayContaining(['digests of all scenarios', 'digests of all scenarios in chromium', 'digests of all scenarios in firefox']));
    expect(EVIDENCE.live.map(({ name }) => name)).toEqual(expect.arrayContaining(['HAProxy, live', 'nginx, live', 'keepalived, live', 'MariaDB, live', 'the checkers of the daemons']));
  });
});

import { describe, expect, it } from 'vitest';
import { COMPONENT_KINDS, FAULT_NAMES } from '../../../src/grader/explore/exploration.ts';
import { survey } from '../../../src/grader/explore/explore.ts';
import { FAULT_TABLE, NOT_TRIED } from '../../../src/grader/explore/fault-table.ts';
import { WHOLE, type PlannedCell } from '../../../src/grader/explore/plan.ts';
import type { Model } from '../../../src/infrastructure/model.ts';
import { CHAIN, FAILOVER, MIXED, REPLICATED, expedition } from './designs.ts';

const groundOf = (design: Model, wanted = WHOLE) => survey(expedition(design, { wanted }));

describe('what is tried', () => {
  it('is every row of the table for every part, and each row says what it does', () => {
    expect(new Set(FAULT_TABLE.map(({ component }) => component))).toEqual(new Set(COMPONENT_KINDS));
    expect(new Set(FAULT_TABLE.map(({ fault }) => fault))).toEqual(new Set(FAULT_NAMES));
    expect(new Set(FAULT_TABLE.map(({ component, fault }) => `${component} ${fault}`)).size).toBe(FAULT_TABLE.length);
    expect(NOT_TRIED.find(({ code }) => code === 'certificate-expired')).toMatchObject({ because: 'not-simulated' });
    for (const design of [CHAIN, MIXED, REPLICATED, FAILOVER]) {
      const { parts, cells } = groundOf(design);
      const steady = cells.filter(({ moment }) => moment === 0).map(({ faults: [{ component, fault }] }) => `${parts[component].kind} ${parts[component].name} ${fault}`);
      expect(steady).toEqual(parts.flatMap(({ kind, name }) => FAULT_TABLE.filter((row) => row.component === kind).map(({ fault }) => `${kind} ${name} ${fault}`)));
    }
  });
  it('finds the parts: a zone or a machine with several hosts or a name of its own, and hosts that talk', () => {
    const names = (design: Model, kind: string): string[] => groundOf(design).parts.filter((part) => part.kind === kind).map(({ name }) => name);
    expect([names(MIXED, 'zone'), names(MIXED, 'machine')]).toEqual([['north'], ['M']]);
    expect(names(MIXED, 'link')).toEqual(['lb1 and host-a', 'lb1 and host-b', 'lb1 and host-n', 'host-n and host-c']);
    expect(names(REPLICATED, 'link')).toEqual([
      'lb1 and host-a', 'lb1 and host-b', 'lb2 and host-a', 'lb2 and host-b', 'host-a and host-db1', 'host-a and host-db2', 'host-b and host-db1', 'host-b and host-db2', 'host-db1 and host-db2', 'lb1 and lb2',
    ]);
    expect(names(FAILOVER, 'link')).toContain('lb1 and host-db3');
  });
  it('is tried in steady state and in the middle of each failover, on what is left by then', () => {
    expect(groundOf(CHAIN).moments).toEqual([{ id: 'steady', atMs: 30_000, before: [] }]);
    const { moments, cells, parts } = groundOf(FAILOVER);
    // Priority 100, version 2: 3 s and (256 − 100) / 256 of a second. Two looks of a second and one more to wait, then 5 s.
    expect(moments.map(({ id, atMs }) => [id, atMs])).toEqual([['steady', 30_000], ['during:vip', 30_000 + 3609.375 / 2], ['during:db1', 31_500], ['promoting:db1', 35_500]]);
    expect(moments[1].before).toEqual([{ kind: 'host-loss', host: 'lb1', atMs: 30_000, untilMs: null }]);
    const during = cells.filter(({ moment }) => moment === 1);
    expect(during.every(({ schedule }) => schedule[0] === moments[1].before[0] && schedule[1].atMs === moments[1].atMs)).toBe(true);
    const touched = new Set(during.map(({ faults: [{ component }] }) => parts[component].name));
    expect(touched.has('lb2')).toBe(true);
    for (const gone of ['lb1', 'lb1 and host-a', 'lb1 and lb2']) expect(touched.has(gone)).toBe(false);
  });
  it('is simulated once where the effect is the same', () => {
    const { parts, cells } = groundOf(MIXED, { ...WHOLE, pairs: true });
    const at = (...names: string[]): [number, PlannedCell] => {
      const found = cells.findIndex(({ faults }) => faults.length === names.length && faults.every(({ component, fault }, i) => `${parts[component].name} ${fault}` === names[i]));
      return [found, cells[found]];
    };
    expect(at('host-c loss')[1].sameAs).toBe(at('north loss')[0]);
    expect(at('host-a loss', 'host-b loss')[1].sameAs).toBe(at('M loss')[0]);
    expect(at('M loss', 'a slow')[1].sameAs).toBe(at('M loss')[0]);
    expect(at('lb1 and host-a partition-back')[1].sameAs).toBe(at('lb1 and host-a partition')[0]);
    expect(at('a hang', 'b hang')[1].sameAs).toBe(null);
    expect(cells.every(({ sameAs }, i) => sameAs === null || (sameAs < i && cells[sameAs].sameAs === null))).toBe(true);
  });
  it('cuts an advert one way', () => {
    const { parts, cells } = groundOf(REPLICATED);
    const link = parts.findIndex(({ name }) => name === 'lb1 and lb2');
    expect(cells.filter(({ faults: [{ component }], moment }) => component === link && moment === 0).map(({ sameAs }) => sameAs)).toEqual([null, null, null]);
  });
});

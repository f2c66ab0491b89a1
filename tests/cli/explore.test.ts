import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Exploration } from '../../src/grader/explore/exploration.ts';
import { ROOT, folderWith, nsp } from './shell.ts';

const SOLUTION = join(ROOT, 'content/redundancy/two-ways-to-use-two/n-plus-one/solutions/four-small.ts');

describe('nsp explore', () => {
  it('prints a row for each part, and what is not tried', async () => {
    const { code, out, err } = await nsp(['explore', 'n-plus-one', SOLUTION]);
    expect([code, err]).toEqual([1, '']);
    expect(out).toMatch(/^14 parts, 44 faults: 3 faults stop the service/);
    expect(out).toMatch(/^Answered without the fault: \d+(\.\d)? %\. Served: at most 0\.1 % fewer than that\.$/m);
    expect(out).toMatch(/^ {2}load balancer lb1 +DOWN +DOWN +served$/m);
    expect(out).toMatch(/^ {2}application app2 +served +\d+\.\d % +\d+\.\d % +75 %/m);
    expect(out).toMatch(/^Not tried: an expired certificate \(TLS is not simulated\);/m);
  });
  it('prints the exploration as JSON', async () => {
    const { code, out } = await nsp(['explore', 'n-plus-one', SOLUTION, '--json']);
    const { cells, components, hasPairs } = JSON.parse(out) as Exploration;
    expect([code, hasPairs, cells.length]).toEqual([1, false, 44]);
    expect(components.find(({ name, kind }) => name === 'app1' && kind === 'application')?.place?.line).toBeGreaterThan(1);
  });
  it('says why a design is not explored', async () => {
    const path = join(folderWith({ 'design.ts': 'export default { hosts: { a: {} }, apps: { x: { host: "b" } } };' }), 'design.ts');
    const { code, out } = await nsp(['explore', 'n-plus-one', path]);
    expect(code).toBe(2);
    expect(out).toMatch(/^Line 1: .*b/);
  });
});

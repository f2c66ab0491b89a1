import { describe, expect, it } from 'vitest';
import { artefactName } from '../../src/export/names.ts';

describe('artefactName', () => {
  it('is the course, and the part after it', () => {
    expect(artefactName(null)).toBe('no-single-point');
    expect(artefactName(['replication'])).toBe('no-single-point-replication');
    expect(artefactName(['foundations', 'redundancy'])).toBe('no-single-point-foundations+redundancy');
  });

  it('stays short for many lessons, and different for different ones', () => {
    const ids = Array.from({ length: 40 }, (_, at) => `a-lesson-with-a-long-name-${at}`);
    const name = artefactName(ids);
    expect(name).toMatch(/^no-single-point-40-parts-[0-9a-f]{8}$/);
    expect(artefactName(ids.slice(1))).not.toBe(name);
  });
});

// `nsp export --lms`: which standards are asked for.
import { describe, expect, it } from 'vitest';
import { standardsOf } from '../../src/cli/export/standards.ts';
import { BadUse } from '../../src/cli/command.ts';

describe('--lms', () => {
  it('names standards, each once, in the order of the course', () => {
    expect(standardsOf({})).toBeNull();
    expect(standardsOf({ lms: 'cmi5, scorm-1.2,cmi5' })).toEqual(['scorm-1.2', 'cmi5']);
  });

  it('refuses what it does not know, and says what there is', () => {
    expect(() => standardsOf({ lms: 'scorm-12' })).toThrow(/no packages for scorm-12; did you mean scorm-1\.2\? There is scorm-1\.2, scorm-2004, cmi5\./);
    expect(() => standardsOf({ lms: ',' })).toThrow(/^Name at least one standard: scorm-1\.2/);
    expect(() => standardsOf({ lms: 'aicc' })).toThrow(BadUse);
  });
});

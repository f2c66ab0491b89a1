// The manifests of both SCORM packages against the official schemas, and what systems read in them.
import { describe, expect, it } from 'vitest';
import type { PackageScope } from '../../../src/course/package-scope.ts';
import { sorted, textFile, type Files } from '../../../src/export/files.ts';
import { identifierOf, MANIFEST } from '../../../src/export/lms/manifest.ts';
import { scorm12 } from '../../../src/export/lms/scorm-1.2.ts';
import { scorm2004 } from '../../../src/export/lms/scorm-2004.ts';
import { schemaErrors } from './official-schemas.ts';

const SCOPE: PackageScope = { format: 1, id: 'no-single-point', title: 'No Single Point', description: 'On keeping a service up.', start: 'index.html', lessons: [] };
const FILES = sorted(['launch.html', 'index.html', 'scripts/package-scorm.js', 'replication/a lesson & more/índex.html'].map((path) => [path, textFile(path)]));
const HOSTILE = 'Ready & "steady" <go> \u0007 \uD800 – 課程 ]]> ';

const manifestOf = (files: Files): string => new TextDecoder().decode(files.get(MANIFEST));

describe.each([
  { standard: 'scorm-1.2', pack: scorm12, version: '1.2', type: 'adlcp:scormtype="sco"' },
  { standard: 'scorm-2004', pack: scorm2004, version: '2004 4th Edition', type: 'adlcp:scormType="sco"' },
] as const)('the manifest of $standard', ({ standard, pack, version, type }) => {
  it('is valid, and the official schemas would refuse a broken one', async () => {
    const manifest = manifestOf(pack(FILES, SCOPE));
    expect(await schemaErrors(standard, manifest)).toEqual([]);
    for (const [right, wrong] of [[type, type.replace('"sco"', '"lesson"')], ['identifier="item"', 'identifier="1 item"'], ['</organizations>', '</organizations><organizations/>'], ['isvisible="true"', 'isvisible="perhaps"']] as const) {
      expect(manifest).toContain(right);
      expect(await schemaErrors(standard, manifest.replace(right, wrong)), wrong).not.toEqual([]);
    }
  });

  it('stays valid whatever a title, an id and a path hold', async () => {
    const manifest = manifestOf(pack(FILES, { ...SCOPE, id: '7 odd+ids/ü', title: HOSTILE.repeat(20) }));
    expect(await schemaErrors(standard, manifest)).toEqual([]);
    expect(manifest).toContain('Ready &amp; &quot;steady&quot; &lt;go&gt;  ');
    expect(manifest).toContain('href="replication/a%20lesson%20%26%20more/%C3%ADndex.html"');
  });

  it('lists every file of the package, but not itself, and opens the launch page', () => {
    const files = pack(FILES, SCOPE);
    const manifest = manifestOf(files);
    const listed = [...manifest.matchAll(/<file href="([^"]*)"/g)].map((match) => decodeURIComponent(match[1]!));
    expect(listed).toEqual([...FILES.keys()]);
    expect([...files.keys()].sort()).toEqual([...FILES.keys(), MANIFEST].sort());
    expect(manifest).toMatch(new RegExp(`<resource [^>]*${type} href="launch.html">`));
    expect(manifest).toContain(`<schemaversion>${version}</schemaversion>`);
    expect(manifestOf(pack(files, SCOPE)), 'the same again').toBe(manifest);
  });

  it('leaves the judgement to the course', () => {
    expect(manifestOf(pack(FILES, SCOPE))).not.toMatch(/masteryscore|minNormalizedMeasure|completionThreshold|satisfiedByMeasure="true"/);
  });
});

describe('the manifest of SCORM 2004', () => {
  it('lets status and measure of the one item be those of the whole', async () => {
    const manifest = manifestOf(scorm2004(FILES, SCOPE));
    expect(manifest).toContain('<imsss:deliveryControls tracked="true" completionSetByContent="true" objectiveSetByContent="true"/>');
    expect(manifest).toContain('<imsss:rollupRules rollupObjectiveSatisfied="true" rollupProgressCompletion="true" objectiveMeasureWeight="1"/>');
    expect(await schemaErrors('scorm-2004', manifest.replace('completionSetByContent="true"', 'completionSetByContent="yes"'))).not.toEqual([]);
  });
});

describe('the identifier of a package', () => {
  it('is a name in XML, and another for another id', () => {
    const ids = ['no-single-point', 'no-single-point-a+b', 'no-single-point-a_2b_b', 'no-single-point-a b', '7'];
    const names = ids.map((id) => identifierOf({ ...SCOPE, id }));
    expect(new Set(names).size).toBe(ids.length);
    for (const name of names) expect(name).toMatch(/^[A-Za-z_][A-Za-z0-9._-]*$/);
  });
});

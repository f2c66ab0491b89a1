// A package for learning systems that speak SCORM 1.2.
import type { PackageScope } from '../../course/package-scope.ts';
import type { Files } from '../files.ts';
import { fileElements, identifierOf, LAUNCH, titleOf, withManifest } from './manifest.ts';

/**
 * The package with its manifest. It names no `masteryscore`: a system that has one writes `passed` or `failed` over what the course said, from the score of the
 * moment, so whoever stops halfway would have failed.
 */
export function scorm12(files: Files, scope: PackageScope): Files {
  return withManifest(files, `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="${identifierOf(scope)}" version="1.0" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="organization">
    <organization identifier="organization">
      <title>${titleOf(scope)}</title>
      <item identifier="item" identifierref="resource" isvisible="true">
        <title>${titleOf(scope)}</title>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="resource" type="webcontent" adlcp:scormtype="sco" href="${LAUNCH}">
${fileElements(files)}
    </resource>
  </resources>
</manifest>
`);
}

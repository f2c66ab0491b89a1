// A package for learning systems that speak SCORM 2004, 4th edition.
import type { PackageScope } from '../../course/package-scope.ts';
import type { Files } from '../files.ts';
import { fileElements, identifierOf, LAUNCH, titleOf, withManifest } from './manifest.ts';

/**
 * The package with its manifest. What the course reports is what counts: completion and satisfaction are set by the content, and both, with the measure, roll up
 * to the whole. There is no `minNormalizedMeasure`, with which a system would judge by the score of the moment, and no completion threshold. Buttons of the
 * system for next and previous would lead nowhere from the one item there is.
 */
export function scorm2004(files: Files, scope: PackageScope): Files {
  return withManifest(files, `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="${identifierOf(scope)}" version="1.0" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3" xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>2004 4th Edition</schemaversion>
  </metadata>
  <organizations default="organization">
    <organization identifier="organization" adlseq:objectivesGlobalToSystem="false">
      <title>${titleOf(scope)}</title>
      <item identifier="item" identifierref="resource" isvisible="true">
        <title>${titleOf(scope)}</title>
        <imsss:sequencing>
          <imsss:rollupRules rollupObjectiveSatisfied="true" rollupProgressCompletion="true" objectiveMeasureWeight="1"/>
          <imsss:objectives>
            <imsss:primaryObjective satisfiedByMeasure="false"/>
          </imsss:objectives>
          <imsss:deliveryControls tracked="true" completionSetByContent="true" objectiveSetByContent="true"/>
        </imsss:sequencing>
        <adlnav:presentation>
          <adlnav:navigationInterface>
            <adlnav:hideLMSUI>previous</adlnav:hideLMSUI>
            <adlnav:hideLMSUI>continue</adlnav:hideLMSUI>
          </adlnav:navigationInterface>
        </adlnav:presentation>
      </item>
      <imsss:sequencing>
        <imsss:controlMode choice="true" flow="true"/>
      </imsss:sequencing>
    </organization>
  </organizations>
  <resources>
    <resource identifier="resource" type="webcontent" adlcp:scormType="sco" href="${LAUNCH}">
${fileElements(files)}
    </resource>
  </resources>
</manifest>
`);
}

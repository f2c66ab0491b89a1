// Compressed forms, made when first asked for and kept. Compressing all at the start would cost seconds.
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { SiteFile } from './files.ts';

/** A form in which a body can be sent. */
export type Encoding = 'br' | 'gzip' | 'identity';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** Above this size the best quality keeps the first visitor waiting for more than it saves. */
const BEST_QUALITY_BYTES = 512 * 1024;

/** The best form that the client takes, by its Accept-Encoding header; a quality of 0 refuses. */
export function chooseEncoding(header: string | undefined, file: SiteFile): Encoding {
  if (!file.compressible || header === undefined) return 'identity';
  const accepted = new Map(header.toLowerCase().split(',').map((part) => {
    const [name, ...parameters] = part.split(';').map((piece) => piece.trim());
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    return [name!, quality === undefined ? 1 : Number(quality.slice(2))];
  }));
  const takes = (name: string) => (accepted.get(name) ?? accepted.get('*') ?? 0) > 0;
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gzip' : 'identity';
}

/** Returns the bodies of files in any encoding, each made at most once. */
export function createCompressor(): (file: SiteFile, encoding: Encoding) => Promise<Buffer> {
  const made = new WeakMap<SiteFile, Map<Encoding, Promise<Buffer>>>();
  return (file, encoding) => {
    if (encoding === 'identity') return Promise.resolve(file.body);
    const forms = made.get(file) ?? new Map<Encoding, Promise<Buffer>>();
    made.set(file, forms);
    const form = forms.get(encoding) ?? compress(file.body, encoding);
    forms.set(encoding, form);
    return form;
  };
}

function compress(body: Buffer, encoding: 'br' | 'gzip'): Promise<Buffer> {
  if (encoding === 'gzip') return gzipped(body, { level: 6 });
  const quality = body.length <= BEST_QUALITY_BYTES ? 9 : 5;
  return brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } });
}

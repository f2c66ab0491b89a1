const TYPES: ReadonlyMap<string, string> = new Map([
  ['html', 'text/html; charset=utf-8'], ['css', 'text/css; charset=utf-8'], ['js', 'text/javascript; charset=utf-8'], ['mjs', 'text/javascript; charset=utf-8'],
  ['json', 'application/json; charset=utf-8'], ['map', 'application/json; charset=utf-8'], ['webmanifest', 'application/manifest+json; charset=utf-8'],
  ['xml', 'application/xml; charset=utf-8'], ['txt', 'text/plain; charset=utf-8'], ['md', 'text/plain; charset=utf-8'], ['ts', 'text/plain; charset=utf-8'],
  ['svg', 'image/svg+xml; charset=utf-8'], ['png', 'image/png'], ['jpg', 'image/jpeg'], ['jpeg', 'image/jpeg'], ['webp', 'image/webp'], ['avif', 'image/avif'], ['gif', 'image/gif'],
  ['ico', 'image/x-icon'], ['woff2', 'font/woff2'], ['ttf', 'font/ttf'], ['wasm', 'application/wasm'], ['zip', 'application/zip'], ['pdf', 'application/pdf'],
]);

/** The media type by a file's ending; bytes of no known kind where it is not known, which browsers do not run. */
export function mimeType(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return (dot < 0 ? undefined : TYPES.get(name.slice(dot + 1).toLowerCase())) ?? 'application/octet-stream';
}

/** Whether files of this type shrink when compressed: text and WebAssembly; pictures and fonts are compressed already. */
export function compressible(type: string): boolean {
  return type.includes('charset') || type === 'application/wasm' || type === 'image/x-icon' || type === 'font/ttf';
}

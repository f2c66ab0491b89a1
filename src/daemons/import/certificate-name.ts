/** A name that a design can have for a certificate which a file calls so; undefined for none. */
export function certificateName(name: string | null): string | undefined {
  if (name === null) return undefined;
  const clean = name.replaceAll(/[^A-Za-z0-9_.-]/g, '').replace(/^[^A-Za-z]+/, '').slice(0, 64);
  return clean === '' ? 'certificate' : clean;
}

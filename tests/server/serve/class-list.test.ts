// The list of kept files as a class server has it.
import { describe, expect, it } from 'vitest';
import { classEdition } from '../../../src/server/serve/class-list.ts';
import { siteFile } from '../../../src/server/static/files.ts';

const file = (path: string, text: string) => [path, siteFile(path, Buffer.from(text))] as const;
const list = (paths: string[]): string => JSON.stringify({ id: 'of the build', files: Object.fromEntries(paths.map((path) => [path, [1, 'of the build']])) });

describe('the list of a class server', () => {
  const paths = ['index.html', 'data/exercises/a.js', 'data/solutions/a.js', 'gone.js'];
  const files = new Map([file('index.html', 'with its mark'), file('data/exercises/a.js', 'with hints'), file('data/solutions/a.js', 'secret'), file('edition.json', list(paths))]);
  const bare = new Map([file('data/exercises/a.js', 'bare')]);

  it('has its own hashes, both forms of what depends on who asks, and no solutions', () => {
    const { id, files: listed } = JSON.parse(classEdition(files, bare)!.body.toString()) as { id: string; files: { [path: string]: unknown } };
    expect(listed).toEqual({ 'index.html': [13, files.get('index.html')!.hash], 'data/exercises/a.js': [10, files.get('data/exercises/a.js')!.hash, bare.get('data/exercises/a.js')!.hash] });
    expect(id).toMatch(/^[\w-]{27}$/);
    expect(classEdition(files, new Map())!.body.toString()).not.toContain(id);
  });

  it('is none where the site has none', () => {
    expect(classEdition(new Map([file('index.html', '')]), new Map())).toBeNull();
  });
});

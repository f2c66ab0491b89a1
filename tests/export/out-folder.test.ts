import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openOutFolder } from '../../src/cli/export/out-folder.ts';
import { sorted, textFile, type Files } from '../../src/export/files.ts';

const ROOT = join(import.meta.dirname, '../..');
const files = (...paths: string[]): Files => sorted(paths.map((path) => [path, textFile(path)]));

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'nsp-out-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

const all = (path: string): string[] => (readdirSync(path, { recursive: true, encoding: 'utf8' })).filter((name) => name !== '.nsp-export.json').sort();

describe('the folder of an export', () => {
  it('may be new, also below folders that are not there yet', () => {
    const out = join(folder(), 'a/b');
    openOutFolder(ROOT, out).put('course', files('index.html', 'x/y.js'));
    expect(all(out)).toEqual(['course', 'course/index.html', 'course/x', 'course/x/y.js']);
  });

  it('replaces an earlier edition, and nothing else: neither another artefact nor what somebody put beside it or into it', () => {
    const out = folder();
    openOutFolder(ROOT, out).put('course', files('index.html', 'old/only.js'));
    openOutFolder(ROOT, out).put('course.zip', textFile('zip'));
    writeFileSync(join(out, 'mine.txt'), 'mine');
    writeFileSync(join(out, 'course/old/progress.json'), 'mine');
    openOutFolder(ROOT, out).put('course', files('index.html', 'new.js'));
    expect(all(out)).toEqual(['course', 'course.zip', 'course/index.html', 'course/new.js', 'course/old', 'course/old/progress.json', 'mine.txt']);
    expect(readFileSync(join(out, 'course/old/progress.json'), 'utf8')).toBe('mine');
  });

  it('does not write over a file that no export has written', () => {
    const out = folder();
    openOutFolder(ROOT, out).put('course', files('index.html'));
    writeFileSync(join(out, 'course/new.js'), 'mine');
    expect(() => openOutFolder(ROOT, out).put('course', files('index.html', 'new.js'))).toThrow(/new\.js is there already, and no export has written it/);
    expect(all(out)).toEqual(['course', 'course/index.html', 'course/new.js']);
    expect(readFileSync(join(out, 'course/new.js'), 'utf8')).toBe('mine');
  });

  it('has nothing else in it at first', () => {
    const out = folder();
    writeFileSync(join(out, 'thesis.odt'), 'mine');
    expect(() => openOutFolder(ROOT, out)).toThrow('things that no export has written');
    expect(() => openOutFolder(ROOT, join(out, 'thesis.odt'))).toThrow('which is a file');
  });

  it('is no folder of the course, whatever way leads there', () => {
    const out = folder();
    symlinkSync(ROOT, join(out, 'link'));
    for (const path of ['.', 'src', 'src/new', 'content', 'dist', 'tests/x', '.cache/x', 'node_modules/x']) expect(() => openOutFolder(ROOT, join(ROOT, path)), path).toThrow('belongs to the course itself');
    expect(() => openOutFolder(ROOT, join(out, 'link', 'src', 'new'))).toThrow('belongs to the course itself');
    expect(() => openOutFolder(ROOT, join(ROOT, '..'))).toThrow('things that no export has written');
  });

  it.each(['not json', '{"format":2}', '{"format":1,"written":{"course":["../outside.txt","/etc/x",7,"course/index.html"]}}'])('a record that says %s deletes nothing outside', (record) => {
    const around = folder();
    const out = join(around, 'out');
    mkdirSync(out);
    writeFileSync(join(around, 'outside.txt'), 'mine');
    writeFileSync(join(out, '.nsp-export.json'), record);
    try {
      openOutFolder(ROOT, out).put('course', files('index.html'));
    } catch (error) {
      expect(String(error)).toContain('things that no export has written');
    }
    expect(existsSync(join(around, 'outside.txt'))).toBe(true);
  });

  it('says what the system says', () => {
    const out = folder();
    const opened = openOutFolder(ROOT, out);
    writeFileSync(join(out, 'course'), 'a file in the way');
    expect(() => opened.put('course', files('x/index.html'))).toThrow(/cannot be written into .*: a file stands where a folder has to be/);
  });
});

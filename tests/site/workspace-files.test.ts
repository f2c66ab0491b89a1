import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RealFiles } from '../../src/grader/real-files.ts';
import { FILES_PAUSE_MS, FilesKeeper } from '../../src/site/elements/files-keeper.ts';
import { reason } from '../../src/site/elements/reason.ts';
import { splitComment, type FilesState } from '../../src/site/elements/real-files.ts';

const files = (text: string): RealFiles => ({ files: [{ host: 'lb', path: 'lb/haproxy.cfg', daemon: 'haproxy', text }], diagram: { source: text, sentences: [] }, diagnostics: [] });
const broken: RealFiles = { files: null, diagnostics: [{ code: 'no-default-export', path: [], data: {}, place: { line: 3, column: 1, endColumn: 2 } }] };

describe('a line of a real file', () => {
  it.each([
    ['    balance roundrobin    # in turn', 'lb/haproxy.cfg', ['    balance roundrobin    ', '# in turn']],
    ['# all of it', 'lb/haproxy.cfg', ['', '# all of it']],
    ['    server a 10.0.0.1:80', 'lb/haproxy.cfg', ['    server a 10.0.0.1:80', '']],
    ['description: "up # 1"', 'm/alerts.yml', ['description: "up # 1"', '']],
    ['color#1', 'm/alerts.yml', ['color#1', '']],
    ['START SLAVE; -- begin', 'db/replication.sql', ['START SLAVE; ', '-- begin']],
  ])('%s', (line, path, pieces) => expect(splitComment(line, path)).toEqual(pieces));
});

describe('the keeper of real files', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const keeper = (answer: (source: string) => RealFiles | null) => {
    const asked: string[] = [];
    let state: FilesState = { files: [], diagram: null, reason: '', isWriting: false };
    const kept = new FilesKeeper((source) => { asked.push(source); return Promise.resolve(answer(source)); }, reason, (next) => { state = next; });
    return { kept, asked, state: () => state };
  };

  it('writes nothing before the files are looked at, then once a pause', async () => {
    const { kept, asked } = keeper(files);
    kept.change('a');
    await vi.advanceTimersByTimeAsync(FILES_PAUSE_MS * 2);
    expect(asked).toEqual([]);
    kept.open('a');
    kept.change('ab');
    kept.change('abc');
    await vi.advanceTimersByTimeAsync(FILES_PAUSE_MS);
    expect(asked).toEqual(['a', 'abc']);
  });

  it('keeps the last whole files, and says why, while the design is not whole', async () => {
    const { kept, state } = keeper((source) => (source === 'broken' ? broken : files(source)));
    kept.open('one');
    await vi.advanceTimersByTimeAsync(0);
    expect(state()).toMatchObject({ reason: '', isWriting: false, files: [{ text: 'one' }], diagram: { source: 'one' } });
    kept.change('broken');
    await vi.advanceTimersByTimeAsync(FILES_PAUSE_MS);
    expect(state().files[0]?.text).toBe('one');
    expect(state().diagram?.source).toBe('one');
    expect(state().reason).toMatch(/^Line 3: .*\.$/);
    kept.change('two');
    await vi.advanceTimersByTimeAsync(FILES_PAUSE_MS);
    expect(state()).toMatchObject({ reason: '', files: [{ text: 'two' }] });
  });

  it('does nothing when it was closed before the pause was over', async () => {
    const { kept, asked } = keeper(files);
    kept.open('a');
    kept.change('b');
    kept.close();
    await vi.advanceTimersByTimeAsync(FILES_PAUSE_MS * 2);
    expect(asked).toEqual(['a']);
  });
});

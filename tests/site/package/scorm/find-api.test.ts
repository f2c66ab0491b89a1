// Finding the API of a learning system among the windows around a page.
import { describe, expect, it } from 'vitest';
import { scormSystem } from '../../../../src/site/package/scorm/choose.ts';
import { findApi, PARENTS_MAX, type WindowLike } from '../../../../src/site/package/scorm/find-api.ts';
import { windowWith } from './samples.ts';

const API = { LMSInitialize: () => 'true' };
const find = (start: WindowLike): unknown => findApi('API', 'LMSInitialize', start);

/** The window, `depth` windows further in. */
function inside(window: WindowLike, depth: number): WindowLike {
  let inner = window;
  for (let level = 0; level < depth; level += 1) inner = windowWith({ parent: inner });
  return inner;
}

/** A window of another origin: its parent and opener are told, everything else throws. */
const foreign = (parent: WindowLike): WindowLike => new Proxy(windowWith({ parent }), {
  get(target, name) {
    if (name === 'parent' || name === 'opener') return target[name as string];
    throw new DOMException('Blocked', 'SecurityError');
  },
});

describe('the API', () => {
  it('is found in the page, in windows around it up to the limit, and no further', () => {
    const outer = windowWith({ API });
    expect(find(outer)).toBe(API);
    expect(find(inside(outer, 1))).toBe(API);
    expect(find(inside(outer, PARENTS_MAX))).toBe(API);
    expect(find(inside(outer, PARENTS_MAX + 1))).toBeNull();
    expect(find(windowWith())).toBeNull();
  });

  it('is found in the window that opened this one, or one around it, and in the opener of a frame around the page', () => {
    const lms = inside(windowWith({ API }), 2);
    expect(find(windowWith({ opener: lms }))).toBe(API);
    expect(find(inside(windowWith({ opener: lms }), 1))).toBe(API);
  });

  it('is the nearest: windows around before those that opened', () => {
    const other = { LMSInitialize: () => 'false' };
    expect(find(windowWith({ opener: windowWith({ API: other }), parent: windowWith({ API }) }))).toBe(API);
  });

  it('is found behind windows of other origins, which throw', () => {
    expect(find(inside(foreign(windowWith({ API })), 1))).toBe(API);
    expect(find(inside(foreign(windowWith()), 1))).toBeNull();
    const closed = new Proxy(windowWith(), { get: () => { throw new Error('closed'); } });
    expect(find(windowWith({ opener: closed, parent: closed }))).toBeNull();
  });

  it('is no element or frame of this name', () => {
    expect(find(windowWith({ API: windowWith(), parent: windowWith({ API }) }))).toBe(API);
  });
});

describe('the standard of a package', () => {
  const both = windowWith({ API, API_1484_11: { Initialize: () => 'true' } });

  it('is what the launch page says where both are there', () => {
    expect(scormSystem('scorm-1.2', both).name).toBe('SCORM 1.2');
    expect(scormSystem('scorm-2004', both).name).toBe('SCORM 2004');
  });

  it('is the other where only that is there, and its own where none is', () => {
    expect(scormSystem('scorm-2004', windowWith({ API })).name).toBe('SCORM 1.2');
    expect(scormSystem('scorm-1.2', windowWith({ API_1484_11: { Initialize: () => 'true' } })).name).toBe('SCORM 2004');
    expect(scormSystem('scorm-1.2', windowWith()).name).toBe('SCORM 1.2');
    expect(scormSystem(null, windowWith()).name).toBe('SCORM 2004');
  });
});

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { copiedText, designIn, linkTo } from '../../src/site/elements/share.ts';

const DESIGN = { exercise: 'weights', version: 2, source: "export default { text: 'ü \u2028 \"quoted\"' }; // 負荷\n" };
const hashOf = (link: string): string => new URL(link).hash;

beforeEach(() => {
  vi.stubGlobal('document', { querySelector: () => ({ content: '../../' }), baseURI: 'https://course.example/a/exercises/other/index.html' });
  vi.stubGlobal('location', { protocol: 'https:' });
});

describe('a design in a link', () => {
  it('comes back as it was, at the address of its exercise', async () => {
    const link = await linkTo(DESIGN);
    expect(link).toMatch(/^https:\/\/course\.example\/a\/exercises\/weights\/index\.html#design=1\.[\w-]+$/);
    expect(await designIn(hashOf(link))).toEqual({ kind: 'design', design: DESIGN });
  });

  it('is none where the address has another fragment', async () => {
    expect(await designIn('')).toEqual({ kind: 'none' });
    expect(await designIn('#what-is-run')).toEqual({ kind: 'none' });
  });

  it.each(['#design=', '#design=1.', '#design=1.%%%', '#design=1.AAAA', '#design=2.AAAA', `#design=1.${'A'.repeat(70_000)}`])('is told when it is damaged: %.24s', async (hash) => {
    expect(await designIn(hash)).toMatchObject({ kind: 'damaged', message: expect.stringMatching(/^The link .*\.$/) });
  });

  it('is damaged when one character is missing, and when it names no exercise', async () => {
    const hash = hashOf(await linkTo(DESIGN));
    expect((await designIn(hash.slice(0, -6))).kind).toBe('damaged');
    expect((await designIn(hashOf(await linkTo({ ...DESIGN, exercise: '../x' })) || '#design=1.')).kind).toBe('damaged');
  });

  it('is refused when a small link unpacks to something huge, or a design is too long', async () => {
    expect((await designIn(hashOf(await linkTo({ ...DESIGN, source: 'x'.repeat(1_000_000) })))).kind).toBe('damaged');
    let state = 1;
    const next = (): number => (state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9 | 0) >>> 24;
    const noise = Array.from({ length: 90_000 }, () => String.fromCharCode(33 + (next() % 90))).join('');
    await expect(linkTo({ ...DESIGN, source: noise }).then(() => 'a link')).rejects.toThrow('too long');
  });

  it('says where it works and what it sends', () => {
    expect(copiedText('https://x/#')).toContain('nothing is sent');
    expect(copiedText(`https://x/#${'a'.repeat(3000)}`)).toContain('3011 characters');
    vi.stubGlobal('location', { protocol: 'file:' });
    expect(copiedText('file:///x')).toContain('this computer only');
  });
});

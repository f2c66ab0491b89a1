// Draws one diagram with real mermaid in a page of Chromium, once in each shade.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { compactDrawing } from '../../diagrams/compact.ts';
import type { Drawing } from '../../diagrams/compact.ts';
import { orthogonalEdges, runsDown } from '../../diagrams/orthogonal.ts';
import { DIAGRAM_COLOURS, DIAGRAM_SETTINGS, NARROW_SETTINGS, narrowSource, withStateClasses } from '../../diagrams/theme.ts';
import type { Shade } from '../../diagrams/theme.ts';

/** What mermaid's own parser found: for a sentence about each link of the diagram. */
export interface DiagramLinks {
  /** mermaid's name for the kind, such as `flowchart-v2` or `sequence`. */
  kind: string;
  links: { from: string; to: string; label: string }[];
}

declare const mermaid: {
  initialize(settings: unknown): void;
  render(id: string, source: string): Promise<{ svg: string }>;
  mermaidAPI: { getDiagramFromText(source: string): Promise<{ type: string; db: MermaidData }> };
};
interface MermaidData {
  getVertices?(): Map<string, { id: string; text?: string }>;
  getEdges?(): { start: string; end: string; text?: string }[];
  getMessages?(): { from?: string; to?: string; message?: unknown; placement?: number }[];
  getActors?(): Map<string, { description: string }>;
}

/** An empty page with the site's font and mermaid in it. */
async function openPage(browser: Browser, root: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 1200 }, deviceScaleFactor: 1 });
  const font = readFileSync(join(root, 'public/fonts/recursive.woff2')).toString('base64');
  await page.setContent(`<!doctype html><style>body{margin:0;font:400 13px "Recursive Variable";font-variant-numeric:tabular-nums}</style><div id="light"></div><div id="dark"></div>`);
  await page.evaluate(async (font) => {
    const bytes = Uint8Array.from(atob(font), (character) => character.charCodeAt(0));
    document.fonts.add(await new FontFace('Recursive Variable', bytes, { weight: '400 700' }).load());
  }, font);
  await page.addScriptTag({ content: readFileSync(join(root, 'node_modules/mermaid/dist/mermaid.min.js'), 'utf8') });
  return page;
}

/** Draws a diagram in both shades, for wide pages or for phones, and reads its links; rejects with mermaid's own message when the source is wrong. */
export async function drawDiagram(browser: Browser, root: string, text: string, isNarrow: boolean): Promise<{ drawing: Drawing; links: DiagramLinks }> {
  const source = isNarrow ? narrowSource(text) : text;
  const form = isNarrow ? NARROW_SETTINGS : DIAGRAM_SETTINGS;
  const page = await openPage(browser, root);
  try {
    for (const shade of ['light', 'dark'] as Shade[]) {
      const settings = { ...form, themeVariables: { ...DIAGRAM_COLOURS[shade], fontFamily: form.fontFamily } };
      await page.evaluate(async ({ shade, settings, source }) => {
        mermaid.initialize(settings);
        document.getElementById(shade)!.innerHTML = (await mermaid.render(`drawn-${shade}`, source)).svg;
      }, { shade, settings, source: withStateClasses(source, shade) });
    }
    const links = await page.evaluate(readLinks, source);
    const drawing = await page.evaluate(compactDrawing, ['#light > svg', '#dark > svg'] as [string, string]);
    return { drawing: links.kind.startsWith('flowchart') ? { ...drawing, shapes: orthogonalEdges(drawing.shapes, runsDown(source)) } : drawing, links };
  } finally {
    await page.close();
  }
}

async function readLinks(source: string): Promise<DiagramLinks> {
  const { type, db } = await mermaid.mermaidAPI.getDiagramFromText(source);
  const plain = (text: unknown) => String(text ?? '').replace(/<br\s*\/?>/g, ' ').replace(/<[^>]+>/g, '').trim();
  if (db.getVertices && db.getEdges) {
    const names = db.getVertices();
    const name = (id: string) => plain(names.get(id)?.text ?? id) || id;
    return { kind: type, links: db.getEdges().map((edge) => ({ from: name(edge.start), to: name(edge.end), label: plain(edge.text) })) };
  }
  if (db.getMessages && db.getActors) {
    const actors = db.getActors();
    const name = (id: string) => plain(actors.get(id)?.description ?? id);
    const messages = db.getMessages().filter((message) => message.from !== undefined && message.to !== undefined && typeof message.message === 'string');
    const isNote = (message: (typeof messages)[number]) => message.placement !== undefined;
    return {
      kind: type,
      links: messages.map((message) => ({ from: name(message.from!), to: isNote(message) ? '' : name(message.to!), label: plain(message.message) })),
    };
  }
  return { kind: type, links: [] };
}

// scripts/diagram.js: mermaid, loaded when the learner looks at the drawing of the design.
import mermaid from 'mermaid';
import { compactDrawing } from '../diagrams/compact.ts';
import { orthogonalEdges, runsDown } from '../diagrams/orthogonal.ts';
import { DIAGRAM_COLOURS, DIAGRAM_SETTINGS, NARROW_SETTINGS, NARROW_WIDTH } from '../diagrams/theme.ts';
import { writeSvg } from '../diagrams/write-svg.ts';

const NARROW_PANE = NARROW_WIDTH * 1.4;
let drawings = 0;

self.nspDrawDiagram = async (source, width, label) => {
  const form = width < NARROW_PANE ? NARROW_SETTINGS : DIAGRAM_SETTINGS;
  const number = (drawings += 1);
  // Mermaid measures what it draws, so the drawing stands in the page, out of sight.
  const stage = document.createElement('div');
  stage.className = 'dg-stage';
  stage.setAttribute('aria-hidden', 'true');
  document.body.append(stage);
  try {
    for (const shade of ['light', 'dark'] as const) {
      mermaid.initialize({ ...form, themeVariables: { ...DIAGRAM_COLOURS[shade], fontFamily: form.fontFamily } } as Parameters<typeof mermaid.initialize>[0]);
      const box = document.createElement('div');
      box.id = `dg-${shade}-${number}`;
      stage.append(box);
      box.innerHTML = (await mermaid.render(`dg-drawn-${shade}-${number}`, source)).svg;
    }
    const drawing = compactDrawing([`#dg-light-${number} > svg`, `#dg-dark-${number} > svg`]);
    return writeSvg({ ...drawing, shapes: orthogonalEdges(drawing.shapes, runsDown(source)) }, `live${number}`, label, '');
  } finally {
    stage.remove();
  }
};

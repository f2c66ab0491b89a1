// How diagrams look: mermaid's settings and its two sets of colours. A change here makes every committed drawing stale.

/** Which of the two sets of colours. */
export type Shade = 'light' | 'dark';

/** mermaid's settings in both shades; every field changes the drawing, so all of it is part of a drawing's key. */
export const DIAGRAM_SETTINGS = {
  theme: 'base',
  look: 'classic',
  layout: 'dagre',
  fontFamily: 'Recursive Variable',
  fontSize: 13,
  themeCSS: '.nodeLabel, .edgeLabel { line-height: 1.4; }',
  flowchart: { curve: 'linear', useMaxWidth: false, padding: 12, minNodeWidth: 72, wrappingWidth: 180, nodeSpacing: 36, rankSpacing: 48 },
  sequence: {
    useMaxWidth: false, mirrorActors: false, actorMargin: 56, width: 128, height: 40, boxMargin: 8, noteMargin: 8, messageMargin: 32,
    actorFontSize: 13, messageFontSize: 13, noteFontSize: 13, actorFontFamily: 'Recursive Variable', messageFontFamily: 'Recursive Variable', noteFontFamily: 'Recursive Variable',
  },
  state: { useMaxWidth: false },
  er: { useMaxWidth: false },
  class: { useMaxWidth: false },
  securityLevel: 'strict',
  deterministicIds: true,
  handDrawnSeed: 1,
  startOnLoad: false,
} as const;

/** What changes for the drawing that phones show: text stays 13 px, so a flowchart runs downwards and a sequence stands closer. */
export const NARROW_SETTINGS = {
  ...DIAGRAM_SETTINGS,
  flowchart: { ...DIAGRAM_SETTINGS.flowchart, wrappingWidth: 96, nodeSpacing: 16, rankSpacing: 36 },
  sequence: { ...DIAGRAM_SETTINGS.sequence, width: 80, actorMargin: 28, wrap: true },
} as const;

/** Width that a phone has for a drawing, px. */
export const NARROW_WIDTH = 358;

/** The source for the narrow drawing: a flowchart that runs sideways runs downwards. */
export function narrowSource(source: string): string {
  return source.replace(/^(\s*(?:flowchart|graph)\s+)(?:LR|RL)\b/m, '$1TB');
}

/** mermaid's theme variables: the tokens of styles/tokens.css, which mermaid needs as colours. */
export const DIAGRAM_COLOURS: { [shade in Shade]: { [variable: string]: string | number | boolean } } = {
  light: {
    fontSize: '13px', useGradient: false, dropShadow: 'none', strokeWidth: 1.25, background: '#FFFFFF', primaryColor: '#FFFFFF', primaryBorderColor: '#434C54', primaryTextColor: '#13171A', secondaryColor: '#E2EDF8',
    tertiaryColor: '#F3F4F5', lineColor: '#434C54', textColor: '#434C54', edgeLabelBackground: '#FFFFFF', clusterBkg: '#FFFFFF', clusterBorder: '#757E87',
    noteBkgColor: '#F3F4F5', noteBorderColor: '#757E87', noteTextColor: '#434C54', actorBkg: '#FFFFFF', actorBorder: '#434C54', actorTextColor: '#13171A',
    actorLineColor: '#757E87', signalColor: '#434C54', signalTextColor: '#13171A',
  },
  dark: {
    fontSize: '13px', darkMode: true, useGradient: false, dropShadow: 'none', strokeWidth: 1.25, background: '#121619', primaryColor: '#121619', primaryBorderColor: '#B2BBC3', primaryTextColor: '#E6EAED', secondaryColor: '#11263A',
    tertiaryColor: '#0B0E10', lineColor: '#B2BBC3', textColor: '#B2BBC3', edgeLabelBackground: '#121619', clusterBkg: '#121619', clusterBorder: '#717C86',
    noteBkgColor: '#0B0E10', noteBorderColor: '#717C86', noteTextColor: '#B2BBC3', actorBkg: '#121619', actorBorder: '#B2BBC3', actorTextColor: '#E6EAED',
    actorLineColor: '#717C86', signalColor: '#B2BBC3', signalTextColor: '#E6EAED',
  },
};

/** Classes that authors may give to a node (`A:::down`): wash fill and state stroke. */
export const STATE_CLASSES: { [shade in Shade]: { [name: string]: { fill: string; stroke: string } } } = {
  light: { deg: { fill: '#FAEED3', stroke: '#855000' }, down: { fill: '#FBE6E5', stroke: '#B01E2A' }, loss: { fill: '#F5E4F3', stroke: '#86207F' } },
  dark: { deg: { fill: '#2D2310', stroke: '#EBB556' }, down: { fill: '#35181A', stroke: '#FF857E' }, loss: { fill: '#311733', stroke: '#EF95E6' } },
};

/** The diagram's source with the state classes of one shade added, for the kinds of diagram that know `classDef`. */
export function withStateClasses(source: string, shade: Shade): string {
  if (!/^\s*(flowchart|graph|stateDiagram)/m.test(source)) return source;
  const lines = Object.entries(STATE_CLASSES[shade]).map(([name, { fill, stroke }]) => `classDef ${name} fill:${fill},stroke:${stroke},stroke-width:2px`);
  return `${source}\n${lines.join('\n')}\n`;
}

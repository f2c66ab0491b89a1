// A plain drawing as SVG text: one small style sheet with light-dark(), one group for each run of shapes that look alike.
import type { Drawing, Shape } from './compact.ts';

/** Properties whose value is the SVG default, so that they need not be written. */
const DEFAULTS: { [property: string]: string } = { stroke: 'none', 'stroke-width': '1px' };

/** The committed file of a diagram: words first, one comment line each, then one drawing, or one for wide pages and one for phones. */
export function writeDiagramFile(words: string[], drawings: string[]): string {
  return words.map((line) => `<!-- ${line.replaceAll('--', '- -')} -->\n`).join('') + drawings.join('\n');
}

/** A drawing as SVG; `key` is unique in the page, `label` is read to those who do not see it, `shownAt` is a class that hides it at other widths. */
export function writeSvg(drawing: Drawing, key: string, label: string, shownAt: '' | 'wide-only' | 'narrow-only'): string {
  const looks = new LookNames(`d${key}`);
  const markers = new Map(drawing.markers.map((marker, index) => [marker.id, { ...marker, shortId: `d${key}-${index}` }]));
  const defs = [...markers.values()].map((marker) => {
    const inside = marker.shapes.map((shape) => openArrow(shape)).map((shape) => writeShape(shape, looks.nameOf(shape), '')).join('');
    return `<marker id="${marker.shortId}" ${attributeText(marker.attributes)}>${inside}</marker>`;
  });
  const link = (shape: Shape) =>
    (['start', 'end'] as const).flatMap((end) => (shape.markers[end] === '' ? [] : [` marker-${end}="url(#${markers.get(shape.markers[end])!.shortId})"`])).join('');
  const body = drawing.shapes.map((shape) => writeShape(shape, looks.nameOf(shape), link(shape))).join('\n');
  const [x, y, width, height] = drawing.viewBox.map((value) => Math.round(value * 10) / 10) as [number, number, number, number];
  const head = `<svg xmlns="http://www.w3.org/2000/svg" class="d${key}${shownAt === '' ? '' : ` ${shownAt}`}" viewBox="${x} ${y} ${width} ${height}" width="${Math.ceil(width)}" height="${Math.ceil(height)}" role="img" aria-label="${escapeText(label)}">`;
  return `${head}<style>${looks.rules()}</style>${defs.length > 0 ? `<defs>${defs.join('')}</defs>` : ''}\n${body}\n</svg>\n`;
}

/** Words and drawings of a committed file. */
export function readSvg(text: string): { words: string[]; svg: string } {
  const words = [...text.matchAll(/^<!-- (.*) -->$/gm)].map((match) => match[1]!.replaceAll('- -', '--'));
  return { words, svg: text.slice(text.indexOf('<svg')).trim() };
}

/** mermaid's filled arrowhead of a flowchart as an open one, with a stem, because mermaid ends the line 4 px before the tip; others unchanged. */
function openArrow(shape: Shape): Shape {
  if (shape.attributes['d'] !== 'M 0 0 L 10 5 L 0 10 z') return shape;
  const stroke = shape.look['stroke'] ?? ['none', 'none'];
  return { ...shape, attributes: { d: 'M5 5H9M3 1L9 5 3 9' }, look: { fill: ['none', 'none'], stroke, 'stroke-width': ['1.5px', '1.5px'] } };
}

class LookNames {
  readonly #names = new Map<string, string>();
  readonly #scope: string;
  constructor(scope: string) {
    this.#scope = scope;
  }

  nameOf({ look }: Shape): string {
    const text = Object.entries(look).filter(([property, [light, dark]]) => !(light === dark && DEFAULTS[property] === light)).map(([property, [light, dark]]) => {
      if (property === 'halo') return 'paint-order:stroke;stroke:light-dark(#fff,#121619);stroke-width:5px;stroke-linejoin:round';
      return `${property}:${light === dark ? light : `light-dark(${light},${dark})`}`;
    }).join(';');
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    const name = String.fromCharCode(97 + this.#names.size);
    this.#names.set(text, name);
    return name;
  }

  rules(): string {
    const scope = `.${this.#scope}`;
    const text = `${scope} text{font:400 13px "Recursive Variable",system-ui,sans-serif;text-anchor:middle}`;
    return text + [...this.#names].map(([look, name]) => `${scope} .${name}{${look}}`).join('');
  }
}

function writeShape(shape: Shape, look: string, link: string): string {
  const attributes = attributeText(shape.attributes);
  return shape.tag === 'text' ? `<text class="${look}" ${attributes}>${escapeText(shape.text)}</text>` : `<${shape.tag} class="${look}" ${attributes}${link}/>`;
}

function attributeText(attributes: { [name: string]: string }): string {
  return Object.entries(attributes).map(([name, value]) => `${name}="${escapeText(value)}"`).join(' ');
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

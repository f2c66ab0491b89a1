// Runs inside the drawing page: turns mermaid's two drawings (light and dark, of one shape) into a list of plain shapes.
// Mermaid's own SVG carries a style sheet of 10 KB and labels in HTML that take the page's styles; neither is left afterwards.

/** One visible shape: its element, its attributes, and its painted look as [light, dark] pairs. */
export interface Shape {
  tag: string;
  attributes: { [name: string]: string };
  /** CSS property to its value in both shades. */
  look: { [property: string]: [string, string] };
  text: string;
  /** Id of mermaid's marker at either end. */
  markers: { start: string; end: string };
}

/** The plain drawing. */
export interface Drawing {
  viewBox: [number, number, number, number];
  shapes: Shape[];
  /** Markers that the shapes use, each with its own attributes and shapes. */
  markers: { id: string; attributes: { [name: string]: string }; shapes: Shape[] }[];
}

/** Reads both drawings from the page. Self-contained, because it is sent to the browser as text. */
export function compactDrawing([light, dark]: [string, string]): Drawing {
  const GEOMETRY: { [tag: string]: string[] } = {
    rect: ['x', 'y', 'width', 'height', 'rx', 'ry'], circle: ['cx', 'cy', 'r'], ellipse: ['cx', 'cy', 'rx', 'ry'], line: ['x1', 'y1', 'x2', 'y2'],
    path: ['d'], polygon: ['points'], polyline: ['points'],
  };
  const PAINT = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray'];
  const svgs = [document.querySelector<SVGSVGElement>(light)!, document.querySelector<SVGSVGElement>(dark)!] as const;
  const all = svgs.map((svg) => [...svg.querySelectorAll<SVGElement>('*')]);
  if (all[0]!.length !== all[1]!.length) throw new Error('The light and the dark drawing differ in shape.');
  const twin = new Map(all[0]!.map((element, i) => [element as Element, all[1]![i]! as Element]));
  const origin = svgs[0].getScreenCTM()!.inverse();
  const short = (value: number) => String(Math.round(value * 10) / 10);
  const shorten = (text: string) => text.replace(/-?\d*\.\d+(e-?\d+)?/g, (number) => short(Number(number)));
  const hex = (value: string) => {
    const channels = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/.exec(value);
    if (!channels) return value;
    if (channels[4] === '0') return 'none';
    return `#${channels.slice(1, 4).map((channel) => Number(channel).toString(16).padStart(2, '0')).join('')}`;
  };
  const pair = (element: Element, property: string): [string, string] =>
    [element, twin.get(element)!].map((one) => hex(getComputedStyle(one).getPropertyValue(property))) as [string, string];

  function transformOf(element: SVGGraphicsElement, inMarker: boolean): string | null {
    if (inMarker) return element.getAttribute('transform');
    const m = origin.multiply(element.getScreenCTM()!);
    if (m.a === 1 && m.b === 0 && m.c === 0 && m.d === 1) return short(m.e) === '0' && short(m.f) === '0' ? null : `translate(${short(m.e)} ${short(m.f)})`;
    return `matrix(${[m.a, m.b, m.c, m.d].map((v) => Math.round(v * 1000) / 1000).join(' ')} ${short(m.e)} ${short(m.f)})`;
  }

  function geometric(element: SVGGraphicsElement, inMarker: boolean): Shape | null {
    const style = getComputedStyle(element);
    const look: Shape['look'] = {};
    for (const property of PAINT) look[property] = pair(element, property);
    const marker = (end: string) => /#([^")]+)/.exec(style.getPropertyValue(`marker-${end}`))?.[1] ?? '';
    const unseen = look['fill']![0] === 'none' && (look['stroke']![0] === 'none' || parseFloat(look['stroke-width']![0]) === 0);
    if (unseen || (!inMarker && (style.visibility === 'hidden' || style.opacity === '0'))) return null;
    if (look['stroke']![0] === 'none') delete look['stroke-width'];
    if (look['stroke-dasharray']![0] === 'none' || look['stroke-dasharray']![0] === '0px' || look['stroke']![0] === 'none') delete look['stroke-dasharray'];
    const attributes: Shape['attributes'] = {};
    for (const name of GEOMETRY[element.tagName]!) {
      const value = element.getAttribute(name) ?? '';
      if (value !== '' && value !== '0') attributes[name] = shorten(value);
    }
    if (element.tagName === 'rect' && (attributes['width'] === undefined || attributes['height'] === undefined)) return null;
    if (element.tagName === 'rect') attributes['rx'] = '2';
    delete attributes['ry'];
    if (element.tagName === 'ellipse') attributes['ry'] = shorten(element.getAttribute('ry')!);
    const transform = transformOf(element, inMarker);
    if (transform) attributes['transform'] = transform;
    return { tag: element.tagName, attributes, look, text: '', markers: { start: marker('start'), end: marker('end') } };
  }

  function words(node: Text): Shape[] {
    const holder = node.parentElement!;
    const style = getComputedStyle(holder);
    const isHtml = !(holder instanceof SVGElement);
    const context = document.createElement('canvas').getContext('2d')!;
    context.font = `${style.fontWeight} ${style.fontSize} "Recursive Variable"`;
    const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = context.measureText('x');
    const lines: { text: string; box: DOMRect }[] = [];
    for (const [index, character] of [...node.data].entries()) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + 1);
      const box = range.getBoundingClientRect();
      const last = lines[lines.length - 1];
      if (last && Math.abs(last.box.y - box.y) < 3) {
        last.text += character;
        last.box = new DOMRect(last.box.x, last.box.y, Math.max(last.box.width, box.right - last.box.x), last.box.height);
      } else if (character.trim() !== '') lines.push({ text: character, box });
    }
    const onLine = holder.closest('.edgeLabel') !== null || holder.classList.contains('messageText');
    return lines.map(({ text, box }) => {
      const middle = new DOMPoint(box.x + box.width / 2, box.y + (box.height * ascent) / (ascent + descent)).matrixTransform(origin);
      const look: Shape['look'] = { fill: pair(holder, isHtml ? 'color' : 'fill') };
      if (Number(style.fontWeight) >= 600) look['font-weight'] = ['600', '600'];
      if (style.fontSize !== '13px') look['font-size'] = [style.fontSize, style.fontSize];
      if (onLine) look['halo'] = ['on', 'on'];
      return { tag: 'text', attributes: { x: short(middle.x), y: short(middle.y) }, look, text: text.replace(/\s+/g, ' ').trim(), markers: { start: '', end: '' } };
    });
  }

  function shapesIn(top: Element, inMarker: boolean): Shape[] {
    const shapes: Shape[] = [];
    const walker = document.createTreeWalker(top, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
      const skipped = node instanceof Element && /^(defs|marker|style|title|desc|symbol)$/.test(node.tagName);
      return skipped ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
    });
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node instanceof Text) {
        if (node.data.trim() !== '') shapes.push(...words(node));
      } else if (node instanceof SVGGraphicsElement && GEOMETRY[node.tagName]) {
        const shape = geometric(node, inMarker);
        if (shape) shapes.push(shape);
      }
    }
    return shapes;
  }

  const shapes = shapesIn(svgs[0], false);
  const used = new Set(shapes.flatMap((shape) => [shape.markers.start, shape.markers.end]).filter((id) => id !== ''));
  const markers = [...used].sort().map((id) => {
    const marker = document.getElementById(id)!;
    const attributes = Object.fromEntries(['viewBox', 'refX', 'refY', 'markerWidth', 'markerHeight', 'markerUnits', 'orient'].flatMap((name) => {
      const value = marker.getAttribute(name);
      return value === null ? [] : [[name, value]];
    }));
    return { id, attributes, shapes: shapesIn(marker, true) };
  });
  const { x, y, width, height } = svgs[0].viewBox.baseVal;
  return { viewBox: [x, y, width, height], shapes, markers };
}

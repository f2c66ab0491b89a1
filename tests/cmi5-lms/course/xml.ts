// A reader for canonical XML (W3C C14N 1.0), as xmllint writes it: no declaration, no CDATA, no DTD, attributes in double quotes, no empty-element tags.

/** An element, its names with their namespaces resolved. */
export interface Element {
  /** Namespace; empty for none. */
  space: string;
  name: string;
  /** Attributes without namespace. */
  attributes: { [name: string]: string };
  /** Namespaces of the attributes that have one. */
  foreign: string[];
  children: Element[];
  /** Text directly inside, white space at both ends removed (cmi5 13.1). */
  text: string;
}

const TOKEN = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<\/[^>]*>|<([^\s/>]+)((?:\s+[^\s=]+="[^"]*")*)\s*>|[^<]+/g;
const decode = (text: string): string => text.replace(/&(?:#x([0-9A-Fa-f]+)|lt|gt|quot|amp);/g, (whole, hex?: string) => (hex === undefined ? { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' }[whole]! : String.fromCodePoint(Number.parseInt(hex, 16))));

/** The root element of a canonical document. Only for documents that xmllint has read. */
export function readXml(canonicalText: string): Element {
  const top: Element = { space: '', name: '', attributes: {}, foreign: [], children: [], text: '' };
  const open: { element: Element; prefixes: { [prefix: string]: string } }[] = [{ element: top, prefixes: { xml: 'http://www.w3.org/XML/1998/namespace' } }];
  for (const match of canonicalText.matchAll(TOKEN)) {
    const token = match[0];
    const { element: parent, prefixes } = open.at(-1)!;
    if (token.startsWith('<!--') || token.startsWith('<?')) continue;
    if (token.startsWith('</')) {
      parent.text = parent.text.trim();
      open.pop();
    } else if (match[1] === undefined) parent.text += decode(token);
    else {
      const inner = openTag(match[1], match[2] ?? '', prefixes);
      parent.children.push(inner.element);
      open.push(inner);
    }
  }
  const root = top.children[0];
  if (root === undefined) throw new Error('The document has no element.');
  return root;
}

function openTag(tag: string, attributeText: string, outer: { [prefix: string]: string }): { element: Element; prefixes: { [prefix: string]: string } } {
  const pairs = [...attributeText.matchAll(/([^\s=]+)="([^"]*)"/g)].map(([, name, value]) => [name!, decode(value!)] as const);
  const declared = pairs.filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:')).map(([name, value]) => [name === 'xmlns' ? '' : name.slice(6), value]);
  const prefixes: { [prefix: string]: string } = { ...outer, ...Object.fromEntries(declared) as { [prefix: string]: string } };
  const plain = pairs.filter(([name]) => name !== 'xmlns' && !name.startsWith('xmlns:'));
  const colon = tag.indexOf(':');
  const element: Element = {
    space: prefixes[colon < 0 ? '' : tag.slice(0, colon)] ?? '',
    name: tag.slice(colon + 1),
    attributes: Object.fromEntries(plain.filter(([name]) => !name.includes(':'))),
    foreign: plain.filter(([name]) => name.includes(':')).map(([name]) => prefixes[name.slice(0, name.indexOf(':'))] ?? ''),
    children: [],
    text: '',
  };
  return { element, prefixes };
}

/** An element and all inside it, in the order of the document. */
export function everyElement(element: Element): Element[] {
  return [element, ...element.children.flatMap(everyElement)];
}

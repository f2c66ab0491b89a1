// On paper a link cannot be followed: the addresses of links that leave the course stand at the end of the text, under the numbers that the style sheet writes behind them.

interface MarkdownNode {
  type: string;
  url?: string;
  value?: string;
  data?: { [name: string]: unknown };
  children?: MarkdownNode[];
}

/** A remark plugin; what it adds is shown on paper only. */
export function remarkAddresses() {
  return (tree: MarkdownNode) => {
    const addresses: string[] = [];
    const visit = (node: MarkdownNode): void => {
      if (node.type === 'link' && /^https?:/.test(node.url!)) {
        addresses.push(node.url!);
        node.data = { ...node.data, hProperties: { 'data-note': String(addresses.length) } };
      }
      node.children?.forEach(visit);
    };
    visit(tree);
    if (addresses.length === 0) return;
    const items = addresses.map((address) => element('li', {}, [{ type: 'text', value: address }]));
    tree.children!.push(element('section', { className: ['paper', 'addresses'] }, [element('p', {}, [{ type: 'text', value: 'Addresses of the links' }]), element('ol', {}, items)]));
  };
}

const element = (hName: string, hProperties: { [name: string]: unknown }, children: MarkdownNode[]): MarkdownNode => ({ type: 'paper', data: { hName, hProperties }, children });

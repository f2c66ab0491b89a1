// Frames around what authors write plainly: a file's name above a code block (```ts title="design.ts"), a box that scrolls around a table.

interface MarkdownNode {
  type: string;
  meta?: string | null;
  children?: MarkdownNode[];
  [other: string]: unknown;
}

/** A remark plugin. */
export function remarkFrames() {
  return (tree: MarkdownNode) => {
    const visit = (parent: MarkdownNode) => {
      parent.children?.forEach((node, index) => {
        if (node.type === 'table') parent.children![index] = framed('div', { className: ['table'], tabIndex: 0, role: 'group', ariaLabel: 'Table' }, [node]);
        else if (node.type === 'code') parent.children![index] = codeFrame(node);
        else visit(node);
      });
    };
    visit(tree);
  };
}

function codeFrame(code: MarkdownNode): MarkdownNode {
  const name = /\btitle="([^"]+)"/.exec(code.meta ?? '')?.[1];
  return name === undefined ? code : framed('figure', { className: ['code'] }, [framed('figcaption', {}, [{ type: 'text', value: name }]), code]);
}

function framed(hName: string, hProperties: { [name: string]: unknown }, children: MarkdownNode[]): MarkdownNode {
  return { type: 'frame', data: { hName, hProperties }, children };
}

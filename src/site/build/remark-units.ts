// A number and its unit stay on one line, in lessons as in everything else that authors write.
import { withUnits } from '../layouts/inline-code.ts';

interface MarkdownNode {
  type: string;
  value?: string;
  children?: MarkdownNode[];
}

/** A remark plugin. Headings stay as they are, since their anchors are made of their text. */
export function remarkUnits() {
  return function visit(node: MarkdownNode): void {
    if (node.type === 'heading') return;
    if (node.type === 'text' && node.value !== undefined) node.value = withUnits(node.value);
    node.children?.forEach(visit);
  };
}

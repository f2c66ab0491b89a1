// A number and its unit stay on one line, in lessons as in everything else that authors write.
import { withUnits } from '../layouts/inline-code.ts';

interface MarkdownNode {
  type: string;
  value?: string;
  children?: MarkdownNode[];
}

/** A remark plugin. */
export function remarkUnits() {
  return function visit(node: MarkdownNode): void {
    if (node.type === 'text' && node.value !== undefined) node.value = withUnits(node.value);
    node.children?.forEach(visit);
  };
}

// Short texts of the course as HTML for pages: `code` in backticks becomes code, everything else stays text.

/** HTML of a text of exercise.yaml or course.yaml. */
export function inlineCode(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped.replace(/`([^`\n]+)`/g, '<code>$1</code>');
}

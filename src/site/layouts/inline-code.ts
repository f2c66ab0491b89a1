// Short texts of the course as HTML for pages: `code` in backticks becomes code, everything else stays text.

/** The text with a space that does not break between a number and its unit. */
export function withUnits(text: string): string {
  return text.replace(/(\d) (?=(?:%|ms|s|min|h|MB|GB)(?![A-Za-z]))/g, '$1\u00a0');
}

/** HTML of a text of exercise.yaml or course.yaml. */
export function inlineCode(text: string): string {
  const escaped = withUnits(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped.replace(/`([^`\n]+)`/g, '<code>$1</code>');
}

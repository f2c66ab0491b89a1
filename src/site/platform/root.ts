// Where the course lies. Every page names the way to it in a meta tag, so that nothing depends on a base path.

/** The folder that holds the course's index.html, with a slash at its end; throws when the page does not name it. */
export function courseRoot(): URL {
  const content = document.querySelector<HTMLMetaElement>('meta[name="course-root"]')?.content;
  if (content === undefined) throw new Error('This page has no <meta name="course-root">.');
  return new URL(content, document.baseURI);
}

/** True when the course was opened by double-click, from file://. */
export function isOpenedFromFile(): boolean {
  return location.protocol === 'file:';
}

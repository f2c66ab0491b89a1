// store.html: on file:// the pages of the course keep their texts through this one page, in a hidden frame.

/** The page as a file of its own name. */
export function GET(): Response {
  const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Saved work · No Single Point</title>
<meta name="description" content="Keeps the drafts of this course when it is opened from a folder.">
<meta name="page-kind" content="store">
<meta name="course-root" content="./">
<link rel="icon" href="data:,">
<script src="./scripts/store.js"></script>
</head>
<body>
<main><p>This page keeps your drafts when the course is opened from a folder. There is nothing to see here. <a href="./index.html">Go to the course</a></p></main>
</body>
</html>
`;
  return new Response(page, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
}

// README.txt of the folder: how to open it, and where work is kept.
import type { FolderAbout } from './folder.ts';

/** The text, with plain ends of lines. */
export function readmeText({ title, version, part }: FolderAbout): string {
  return `${title}
${'='.repeat(title.length)}

An interactive course on keeping a service up: load balancing, active-active
and active-passive, and database replication. Edition ${version}.
${part === null ? '' : `
This folder holds a part of the course:

${part.map((lesson) => `  - ${lesson}`).join('\n')}

Lessons of other parts are named in the text, but are not in this folder.
`}

HOW TO OPEN IT

  1. Unpack the zip, if you have not done so. Inside the zip the course does
     not work.
  2. Open the folder, then double-click index.html.

It opens in your browser. Nothing is installed, nothing is sent, and no
network is needed. The folder may lie anywhere: on a USB stick, on a medium
that cannot be written to, or on a web server.

Browsers: Chrome, Edge and other browsers made from Chromium, from version
123; Firefox, from version 128. Scripts must be allowed. In a phone or a
tablet, a folder usually cannot be opened in the browser: put it on a web
server there.


WHAT WORKS

Everything: lessons and diagrams, the editor with its suggestions, running
and proving designs, the replay of a run, search, questions, your progress.


WHERE YOUR WORK IS KEPT

In the browser that you use, on this computer. It is not in this folder.

  - Another browser does not see it, and neither does a private window, once
    it is closed.
  - Firefox keeps it for this very folder. When you move or rename the folder,
    Firefox does not find your work in the new place; move it back, and it is
    there again.
  - Clearing the browser's site data deletes it.

To be safe, open "Progress" in the course and save your progress to a file.
The same page reads such a file: in another browser, on another computer, or
in another place.


A CLASS

If you join a class later, the class page of its server reads the same file,
and hands in what you did offline. The server grades it again.


LICENCES

LICENSE                  the code of the course: MIT
LICENSE-content.txt      lessons, exercises and diagrams: CC BY 4.0
THIRD-PARTY-NOTICES.txt  work of others that the course uses
`;
}

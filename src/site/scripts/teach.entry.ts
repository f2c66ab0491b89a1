// scripts/teach.js: the instructor's side of a class. It asks nobody anything unless a class server has sent the page.
import { html, LitElement, nothing, svg } from 'lit';
import { isOnClassServer } from '../teach/on-server.ts';
import { NspTeach } from '../teach/teach.ts';

// scripts/proof.js, which shows a run that was handed in, takes the template library from here.
self.nspLit = { html, LitElement, nothing, svg };
if (isOnClassServer()) customElements.define('nsp-teach', NspTeach);

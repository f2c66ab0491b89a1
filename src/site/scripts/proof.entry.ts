// scripts/proof.js: the instruments of a report and the real files, loaded when the learner begins to work or a report is kept.
import { compared } from '../elements/predict/measured.ts';
import { explained } from '../elements/explained.ts';
import '../elements/proof-side.ts';
import { html } from 'lit';
import { reason } from '../elements/reason.ts';
import '../elements/diagram.ts';
import '../elements/real-files.ts';

self.nspProof = { explained, compared, instruments: (state, actions) => html`<nsp-instruments .state=${state} .actions=${actions}></nsp-instruments>`, reason };

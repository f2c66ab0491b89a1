// What is on its way: every design that this computer has and the server has not graded, with the reason.
import { html, nothing } from 'lit';
import { glyph } from '../elements/glyph.ts';
import { newEntry, stateOf, type OutboxEntry } from '../records/outbox.ts';
import type { Clock } from './dates.ts';
import type { ClassSession } from './session.ts';
import { stateWords } from './state-words.ts';
import { newUuid } from './uuid.ts';

/** Nothing where all is graded. */
export function outboxPart(session: ClassSession, titleOf: (exercise: string) => string, clock: Clock) {
  const { outbox } = session;
  const going = outbox.own.filter((entry) => stateOf(entry) !== 'graded' && stateOf(entry) !== 'set-aside');
  const { foreign } = outbox;
  if (going.length === 0 && foreign === 0) return nothing;
  const waits = outbox.unreceived.length;
  const title = going.length === 0 ? 'Runs of somebody else' : waits === 0 ? 'Received, not graded yet' : `${waits === 1 ? 'One run is' : `${waits} runs are`} not received by the server yet`;
  return html`<section class="going" aria-labelledby="going"><h2 id="going">${title}</h2>
    ${outbox.trouble === null || waits === 0 ? nothing : html`<p>${outbox.trouble.message} What waits is kept in this browser and sent again by itself.</p>`}
    ${going.length === 0 ? nothing : html`<ul>${going.map((entry) => item(session, entry, titleOf(entry.exercise), clock))}</ul>`}
    ${foreign === 0 ? nothing : html`<p>${foreign === 1 ? 'One run' : `${foreign} runs`} of another learner ${foreign === 1 ? 'waits' : 'wait'} in this browser, and ${foreign === 1 ? 'is' : 'are'} sent when that learner comes back.</p>`}
    ${waits === 0 || outbox.isSignedOut ? nothing : html`<p class="acts"><button class="btn" type="button" @click=${() => session.sendNow()}>Send now</button></p>`}
    <p class="vh" role="status">${waits === 0 ? '' : `${waits} not received yet.`}</p></section>`;
}

function item({ outbox }: ClassSession, entry: OutboxEntry, title: string, clock: Clock) {
  const { steps, note } = stateWords(entry, { isUnkept: outbox.isUnkept(entry.id), trouble: null, isSignedOut: outbox.isSignedOut, unreceived: outbox.unreceived.length }, clock);
  const refused = stateOf(entry) === 'refused';
  const again = async (): Promise<void> => {
    // Under an id of its own: the old one may be taken.
    await outbox.add(newEntry({ ...entry, id: newUuid() }));
    await outbox.forget(entry.id);
  };
  return html`<li><b>${title}</b> <span class="steps">${steps.map((step) => html`<span class=${step.state}>${glyph(step.state === 'done' ? 'ok' : step.state === 'wrong' ? 'deg' : step.state === 'now' ? 'running' : 'waiting')} ${step.words}</span>`)}</span>
    ${note === '' ? nothing : html`<p>${note}</p>`}
    ${refused ? html`<p class="acts"><button class="btn sm" type="button" aria-label="Send ${title} again" @click=${again}>Send again</button><button class="btn sm" type="button" aria-label="Remove ${title} from this list" @click=${() => void outbox.forget(entry.id)}>Remove from this list</button></p>` : nothing}</li>`;
}

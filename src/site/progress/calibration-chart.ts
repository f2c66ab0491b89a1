// The picture of how sure the learner was: for each confidence what it claims, and what share was right. A table beside it says the same.
import { html, nothing, svg } from 'lit';
import { CONFIDENCE_WORDS } from '../records/prediction.ts';
import { CLAIMED_PCT, PREDICTIONS_MIN, type ConfidenceShare } from '../records/calibration.ts';

/** A confidence of which there are predictions. */
type Answered = ConfidenceShare & { rightPct: number };

const ROW = 44;
const TOP = 24;

/** Picture, table, and one sentence; or why there is none yet. */
export function calibrationView(shares: readonly ConfidenceShare[]) {
  const answered = shares.filter((share): share is Answered => share.rightPct !== null);
  const total = answered.reduce((sum, { count }) => sum + count, 0);
  if (total < PREDICTIONS_MIN) {
    return html`<p class="empty">${total === 0 ? 'No prediction is compared with a run yet.' : `${total} of ${PREDICTIONS_MIN} predictions are made.`} After ${PREDICTIONS_MIN} of them this shows how often you were right when you said that you were sure.</p>`;
  }
  return html`<p class="finding">${finding(answered)}</p>
    <div class="calibration"><figure>${chart(shares, 520, 'wide-only')}${chart(shares, 320, 'narrow-only')}
    <figcaption>Share of predictions that came true. A near miss counts as half. The dashed mark is what the word claims.</figcaption></figure>
    ${table(shares)}</div>`;
}

function chart(shares: readonly ConfidenceShare[], width: number, look: string) {
  const left = 88;
  const right = width - 56;
  const x = (pct: number): number => left + ((right - left) * pct) / 100;
  const bottom = TOP + ROW * shares.length;
  return svg`<svg class=${look} viewBox=${`0 0 ${width} ${bottom + 8}`} width=${width} height=${bottom + 8} role="img" aria-label="Share of predictions that came true, for each confidence; the table has the numbers.">
    ${[0, 50, 100].map((pct) => svg`<path class="tick" d=${`M${x(pct)} ${TOP - 4}V${bottom}`}/><text class="axis" x=${x(pct)} y="12" text-anchor="middle">${pct} %</text>`)}
    ${shares.map((share, at) => row(share, TOP + ROW * at + ROW / 2, x, left))}
  </svg>`;
}

function row({ confidence, rightPct }: ConfidenceShare, y: number, x: (pct: number) => number, left: number) {
  const claim = x(CLAIMED_PCT[confidence]);
  const shown = rightPct === null ? nothing : svg`<path class="bar" d=${`M${left} ${y}H${x(rightPct)}`}/><circle class="dot" cx=${x(rightPct)} cy=${y} r="4"/><text class="value" x=${x(rightPct) + 9} y=${y + 4}>${Math.round(rightPct)} %</text>`;
  return svg`<text class="word" x=${left - 12} y=${y + 4} text-anchor="end">${CONFIDENCE_WORDS[confidence - 1]}</text><path class="claim" d=${`M${claim} ${y - 13}v26`}/>${shown}`;
}

function table(shares: readonly ConfidenceShare[]) {
  return html`<table><thead><tr><th scope="col">How sure</th><th scope="col" class="n">Predictions</th><th scope="col" class="n">Claims</th><th scope="col" class="n">Right</th></tr></thead>
    <tbody>${shares.map(({ confidence, count, rightPct }) => html`<tr><th scope="row">${CONFIDENCE_WORDS[confidence - 1]}</th><td class="n">${count}</td><td class="n">${CLAIMED_PCT[confidence]} %</td><td class="n">${rightPct === null ? 'none yet' : `${Math.round(rightPct)} %`}</td></tr>`)}</tbody></table>`;
}

/** What the picture shows, in one sentence: the confidence that is furthest from its claim, over at least two predictions. */
function finding(answered: readonly Answered[]): string {
  const distance = ({ rightPct, confidence }: Answered): number => rightPct - CLAIMED_PCT[confidence];
  const worst = answered.filter(({ count }) => count > 1).sort((a, b) => Math.abs(distance(b)) - Math.abs(distance(a)))[0];
  if (worst === undefined || Math.abs(distance(worst)) < 15) return 'You were about as often right as you said.';
  const word = worst.confidence === 1 ? 'you said that it was a guess' : `you were ${CONFIDENCE_WORDS[worst.confidence - 1]}`;
  return `When ${word}, ${Math.round(worst.rightPct)} % came true: ${distance(worst) < 0 ? 'less' : 'more'} often than the ${CLAIMED_PCT[worst.confidence]} % that it claims.`;
}

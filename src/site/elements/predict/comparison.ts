// The prediction beside what the run measured: in words, and for a curve as two lines.
import { html, nothing, svg } from 'lit';
import type { ExercisePrediction } from '../../../course/learning.ts';
import type { RunSeries } from '../../../grader/report.ts';
import { ending, fits } from '../../learn/outcome.ts';
import { type CurvePoint, curvePath, evenly } from '../../learn/sketch.ts';
import { CONFIDENCE_WORDS } from '../../records/prediction.ts';
import { prose } from '../prose.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { givenText } from './given.ts';
import { relativeSeries } from './measured.ts';

const CURVE = { width: 240, height: 64 };

/** "You said 60 %. Run 1 measured 62.7 %."; nothing without a prediction, or with one of an earlier form of the exercise. */
export function comparison({ exercise, prediction, result, finished, progress }: WorkspaceState) {
  const { form } = exercise.predict;
  if (prediction === null || progress !== null || !fits(exercise.predict, prediction.given)) return nothing;
  const { given, measured, confidence } = prediction;
  const said = `You said ${ending(givenText(form, given))}`;
  const sure = `You were ${confidence === 1 ? 'guessing' : CONFIDENCE_WORDS[confidence - 1]}.`;
  const found = measured === null || !fits(exercise.predict, measured) ? 'No run has measured it yet.' : `Run ${result.predictionRun ?? 1} measured ${ending(givenText(form, measured))}`;
  return html`<div class="ws-said"><p><b>${prose(said)}</b> ${prose(found)} <span class="s">${sure}</span></p>
    ${form.kind === 'curve' && finished && finished.number === result.predictionRun ? curves(form, String(given), finished.report.runs) : nothing}</div>`;
}

/** Both curves between 0 and 1: the prediction dashed, what was measured solid. */
function curves(form: ExercisePrediction['form'] & { kind: 'curve' }, given: string, runs: readonly RunSeries[]) {
  const measured = relativeSeries(form, runs);
  const sketched = form.options.find(({ id }) => id === given)?.points;
  if (measured === null || sketched === undefined) return nothing;
  const { width, height } = CURVE;
  const line = (points: readonly CurvePoint[]): string => curvePath(points, width, height - 4);
  const came = measured.map((y, second) => ({ x: (second + 0.5) / measured.length, y }));
  return html`<figure class="pr-curves"><svg width=${width} height=${height} viewBox="0 0 ${width} ${height}" role="img" aria-label="Your curve beside the measured one">
      ${svg`<path class="axis" d="M0 ${height - 0.5}H${width}"/><g transform="translate(0 2)"><path class="measured" d=${line(came)}/><path class="said" d=${line(evenly(sketched))}/></g>`}</svg>
    <figcaption><span class="said">you predicted</span> <span>measured</span></figcaption></figure>`;
}

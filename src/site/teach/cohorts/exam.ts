// What exam mode does, in the same words wherever it is chosen.
import { html } from 'lit';

/** The tick box of exam mode. */
export const examBox = (isExam: boolean) => html`<label class="t-tick t-exam"><input type="checkbox" name="exam" .checked=${isExam}><span><b>Exam mode</b><br><span class="q">Hints and solutions are off for the whole cohort: the server gives them to no learner of it, before and after the due dates, until you switch this off. Everything else stays: runs are graded at once, and checks say what failed.</span></span></label>`;

// Whether an exercise is passed, from the record that the workspace keeps of its runs.
import { fieldsOf, wholeNumber } from './record.ts';

/** The version of the exercise that was passed, the latest of them; null: none was. */
export function passedVersion(text: string | null): number | null {
  const fields = fieldsOf(text);
  return wholeNumber(typeof fields?.['passedOnRun'] === 'number' ? fields['exerciseVersion'] : fields?.['passedVersion']);
}

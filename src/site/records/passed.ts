// Whether an exercise is passed, from the record that the workspace keeps of its runs.
import { fieldsOf } from './record.ts';

/** The version of the exercise that was passed, from 1; null: none was. */
export function passedVersion(text: string | null): number | null {
  const fields = fieldsOf(text);
  const version = fields?.['exerciseVersion'];
  return typeof fields?.['passedOnRun'] === 'number' && typeof version === 'number' ? version : null;
}

// Which of the two standards a package speaks.
import type { LearningSystem } from '../learning-system.ts';
import { findApi, type WindowLike } from './find-api.ts';
import { SCORM_1_2 } from './scorm-1.2.ts';
import { SCORM_2004 } from './scorm-2004.ts';
import { ScormSystem } from './scorm-system.ts';

/**
 * The learning system around this page. The package's own standard is asked first: some systems offer both APIs, and keep what they were told through the one
 * that the manifest named. Where only the other is there, that is taken: it is better than none.
 */
export function scormSystem(standard: string | null, start: WindowLike): LearningSystem {
  const [own, other] = standard === 'scorm-1.2' ? [SCORM_1_2, SCORM_2004] : [SCORM_2004, SCORM_1_2];
  const isThere = ({ apiName, words }: typeof own): boolean => findApi(apiName, words.initialize, start) !== null;
  return new ScormSystem(!isThere(own) && isThere(other) ? other : own, start);
}

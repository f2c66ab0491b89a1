// The door of this room: recordings of real daemons, replayed in the simulator.
import { haproxyFailures } from './families/haproxy-failures.ts';
import { haproxySelection } from './families/haproxy-selection.ts';
import { keepalived } from './families/keepalived.ts';
import { mariadb } from './families/mariadb.ts';
import { nginx } from './families/nginx.ts';
import type { Family } from './recording.ts';

export { RecordingError, isRecording, judge, splitRecording, type Difference, type Judgement, type Verdict } from './judge.ts';
export type { Answer, Question } from './recording.ts';

/** Every family of recordings that can be replayed. */
export const FAMILIES: readonly Family[] = [haproxySelection, haproxyFailures, keepalived, nginx, mariadb];

// Between the server and a process that gives verdicts: lines of JSON, one at a time, through its input and output.
import type { Exercise } from '../../../course/index.ts';
import type { CodeWord } from '../../protocol.ts';
import type { Verdict } from '../../verdict.ts';

/** `evaluate`: what model does this source make? `simulate`: what does the last model come to? */
export type VerdictRequest = { type: 'evaluate'; id: number; source: string } | { type: 'simulate'; id: number; exercise: Exercise };

/** A word that it is at work. */
export interface WorkingWord { type: 'progress'; id: number; done: number }

/** `modelHash` is SHA-256 over the model's canonical JSON; empty: there is no model. */
export interface EvaluatedAnswer { type: 'evaluated'; id: number; modelHash: string }

/** The verdict on the last model. */
export interface VerdictAnswer extends Verdict { type: 'verdict'; id: number }

/** Whatever the process writes. */
export type VerdictWord = CodeWord | WorkingWord | EvaluatedAnswer | VerdictAnswer;

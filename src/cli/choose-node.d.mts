/** What the choice depends on; `version` is this Node's, `exists` tells whether a path is there. */
export interface Machine { platform: string; arch: string; version: string; root: string; exists(path: string): boolean }

/** The Node to run (null: this one) with its flags; or why there is none, in a sentence for people. */
export type NodeChoice = { node: string | null; flags: string[]; problem?: undefined } | { problem: string };

/** Decides which Node runs the course. */
export function chooseNode(machine: Machine): NodeChoice;

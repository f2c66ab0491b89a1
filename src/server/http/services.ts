// What handlers may use beside the database: the course that is served, and word to the graders.
import type { Course, Exercise } from '../../course/index.ts';
import { GRADER_VERSION } from '../../grader/index.ts';
import type { Oidc } from '../identity/oidc.ts';

/** The course as the server needs it. */
export interface ServedCourse {
  /** In the course's order. */
  modules: readonly { id: string; title: string; exercises: readonly Exercise[] }[];
  /** By id; undefined: there is none, or no longer. */
  exercises: ReadonlyMap<string, Exercise>;
  graderVersion: number;
}

/** Given to every handler. */
export interface Services {
  course: ServedCourse;
  /** Tells the graders of this instance that something waits. */
  wake(): void;
  /** False where cookies travel without TLS: on this computer alone, or on a plain-HTTP class network. */
  isSecure: boolean;
  /** Passwords and work can be read by others on the network: the operator has asked for it. */
  isInsecureLan: boolean;
  /** Sign-in through an identity provider; null: there is none. */
  oidc: Oidc | null;
}

/** The course, taken apart by module and exercise. */
export function servedCourse(course: Course): ServedCourse {
  const modules = course.modules.map(({ id, title, lessons }) => ({ id, title, exercises: lessons.flatMap(({ exercises }) => exercises) }));
  return { modules, exercises: new Map(modules.flatMap(({ exercises }) => exercises.map((exercise) => [exercise.id, exercise]))), graderVersion: Number(GRADER_VERSION) };
}

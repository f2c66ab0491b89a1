// Every route of the API. The server answers these and no others, and a test tries each with everybody else's ids.
import type { Route } from '../http/route.ts';
import { ACCOUNT_ROUTES } from './accounts.ts';
import { COHORT_ROUTES } from './cohorts.ts';
import { GRADE_ROUTES } from './grades.ts';
import { HAND_IN_ROUTES } from './hand-in.ts';
import { JOIN_ROUTES } from './join.ts';
import { LEARNER_ROUTES } from './learners.ts';
import { META_ROUTE } from './meta.ts';
import { OIDC_ROUTES } from './oidc.ts';
import { REGRADE_ROUTES } from './regrade.ts';
import { SESSION_ROUTES } from './session.ts';
import { WORK_ROUTES } from './work.ts';

/** All routes under /api/v1. */
export const ROUTES: readonly Route[] = [
  META_ROUTE, ...SESSION_ROUTES, ...ACCOUNT_ROUTES, ...OIDC_ROUTES, ...COHORT_ROUTES, ...JOIN_ROUTES, ...HAND_IN_ROUTES, ...WORK_ROUTES, ...GRADE_ROUTES, ...LEARNER_ROUTES, ...REGRADE_ROUTES,
];

// What a page asks of the server that it came from.
import { route } from '../http/route.ts';

/** The course that is served, and what somebody can do here who is not signed in. */
export const META_ROUTE = route({
  method: 'GET', path: '/meta', who: 'anyone',
  async handle({ database, services, nowMs }) {
    const { course, isInsecureLan, oidc } = services;
    const modules = course.modules.map(({ id, title, exercises }) => ({ id, title, exercises: exercises.map(({ id, title, version, module, lesson }) => ({ id, title, version, module, lesson })) }));
    const needsSetup = (await database.first('SELECT id FROM instructor LIMIT 1')) === null;
    return { json: { course: { modules }, graderVersion: course.graderVersion, needsSetup, oidc: oidc === null ? null : { name: oidc.settings.name }, insecure: isInsecureLan, nowMs } };
  },
});

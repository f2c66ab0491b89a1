import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { turnJoinCode } from '../../../src/server/cohorts/join.ts';
import type { Route } from '../../../src/server/http/route.ts';
import { newInvitation } from '../../../src/server/identity/invitations.ts';
import { hashPassword } from '../../../src/server/identity/passwords.ts';
import { ROUTES } from '../../../src/server/routes/index.ts';
import { TABLES } from '../../../src/server/store/schema.ts';
import { inSchool, type Client, type Reply, type School } from '../harness/api.ts';
import { describeDatabases } from '../harness/databases.ts';
import { PASSWORD } from './school.ts';
import { sampleOf, withText } from './samples.ts';

/** What ends a text, a statement or a pattern somewhere. */
const NASTY = ["' OR '1'='1", "x'; DROP TABLE learner; --", '"; DELETE FROM session; /*', "\\'; $1 ?1 :a @b %s {0} ${7*7} `id` $(id) \r\n<script>"];
/** What no answer says: words of databases, of the code, of the machine. */
const LEAKS = /sqlite|postgres|syntax error|constraint|\bSELECT\b|\bINSERT\b|node_modules|\.ts\b|\bat \w+ \(|\/work\/|\/tmp\/|Error:|undefined|\[object/i;

/** A real one, since some routes ask for the old password. */
const kept = hashPassword(PASSWORD);

interface Scene { path: string; who: Client; known: Record<string, unknown> }

/** Everything that a route needs, made anew for it. */
async function sceneOf(school: School, { path, who, object }: Route): Promise<Scene> {
  const owner = await school.instructor();
  await school.database.run('UPDATE instructor SET password_hash = ? WHERE id = ?', await kept, owner.id);
  const cohort = await school.cohort(owner, undefined, { name: 'Evening class' });
  const learner = await school.learner(cohort);
  const submission = await school.work(learner, 'weights', 'fail', 40);
  const regrade = randomUUID();
  await school.database.run("INSERT INTO regrade (id, cohort_id, state, instructor_id, begun_ms, submissions) VALUES (?, ?, 'ready', ?, 1, 0)", regrade, cohort, owner.id);
  const id = { cohort, learner: learner.id, submission, regrade }[object ?? 'cohort'];
  const code = await turnJoinCode(school.database, cohort, null);
  const { token } = await newInvitation(school.database, null, school.nowMs);
  const params = path.replace(':id', id).replace(':uuid', randomUUID()).replace(':module', 'balancing').replace(':instructor', owner.id);
  return { path: params, who: who === 'learner' ? learner : who === 'anyone' ? school.client() : owner, known: { code, token, recoveryCode: learner.recoveryCode, password: PASSWORD, old: PASSWORD, login: `ada${randomUUID().slice(0, 8)}`, cohort: null, exercise: 'weights', module: 'balancing' } };
}

/** An answer that was meant. */
function meant(reply: Reply, label: string): void {
  expect(reply.status, `${label}: ${reply.text}`).toBeLessThan(500);
  if (reply.status >= 400) expect(reply.text.replace(/drop table|delete from/gi, ''), label).not.toMatch(LEAKS);
}

describeDatabases('a text that is a piece of a statement', (lab) => {
  it.each(ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const))('%s takes it for a text, in the body and in the address', (label, route) => inSchool(lab, async (school) => {
    const before = await school.database.first<{ count: number }>('SELECT COUNT(*) AS count FROM instructor');
    const texts = lab.kind === 'sqlite' ? NASTY : [NASTY.join(' ')];
    for (const text of texts) {
      const scene = await sceneOf(school, route);
      const bodies = route.body === undefined ? [] : withText(sampleOf(route.body, scene.known), text);
      for (const { path, body } of bodies) {
        await school.database.run('DELETE FROM rate');
        meant(await scene.who.send(route.method, scene.path, body), `${label} ${path} = ${text}`);
      }
      // In each part of the address that is not the route's own, and in a query.
      for (const part of route.path.match(/:\w+/g) ?? []) {
        const address = scene.path.split('/').map((one, at) => (route.path.split('/')[at] === part ? encodeURIComponent(text) : one)).join('/');
        const reply = await scene.who.send(route.method, address, route.body === undefined ? undefined : sampleOf(route.body, scene.known));
        meant(reply, `${label} ${part}`);
        expect(reply.status, `${label} ${part}`).toBeGreaterThanOrEqual(400);
      }
      for (const name of ['ids', 'exercise', 'learner', 'before', 'limit', 'code', 'state']) if (route.method === 'GET') meant(await scene.who.get(`${scene.path}?${name}=${encodeURIComponent(text)}`), `${label} ?${name}`);
    }
    for (const table of TABLES) await school.database.all(`SELECT * FROM ${table} LIMIT 1`);
    const after = await school.database.first<{ count: number }>('SELECT COUNT(*) AS count FROM instructor');
    expect(after!.count).toBeGreaterThanOrEqual(before!.count + texts.length);
    expect(await school.database.first('SELECT COUNT(*) AS count FROM learner')).not.toEqual({ count: 0 });
  }));

  it('with a zero, or half of a character, is refused: one database cuts it, another fails', () => inSchool(lab, async (school) => {
    const learner = await school.learner(await school.cohort(await school.instructor()));
    for (const text of ['a\0b', '\ud83d', '\udc00x']) {
      expect(await learner.send('PUT', `/submissions/${randomUUID()}`, { exercise: 'weights', source: text, hints: 0 })).toMatchObject({ status: 400, json: { code: 'not-text' } });
      expect(await school.client().send('POST', '/join', { code: text, pseudonym: 'x' })).toMatchObject({ status: 400, json: { code: 'not-text' } });
      expect(await school.client().send('POST', '/join', JSON.stringify({ code: 'x', pseudonym: 'x' }).replace('"code"', JSON.stringify(text)))).toMatchObject({ status: 400, json: { code: 'not-text' } });
    }
    expect((await learner.get('/submissions/a%00b')).status).toBe(404);
    expect((await learner.get('/me/submissions?ids=%00')).status).toBe(404);
    // Written as TypeScript writes it, it is text like any other; so is a whole character that is escaped.
    for (const source of ['"\\u0000 \\ud83d"', '\u{1f600}']) expect((await learner.send('PUT', `/submissions/${randomUUID()}`, JSON.stringify({ exercise: 'weights', source, hints: 0 }).replace('\u{1f600}', '\\ud83d\\ude00'))).status).toBe(201);
    expect((await school.database.all('SELECT source FROM submission')).map(({ source }) => source).sort()).toEqual(['"\\u0000 \\ud83d"', '\u{1f600}']);
  }));
});

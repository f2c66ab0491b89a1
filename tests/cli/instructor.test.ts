import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withServer } from '../server/harness/class-server.ts';
import { openSqliteBeside } from '../../src/server/store/sqlite.ts';
import { nsp } from './shell.ts';

const PASSWORD = 'nine violet kettles hum';

it('instructor keeps somebody out, lets them in again, and gives a new password, while the server runs', () => withServer({}, async (server) => {
  const send = async (path: string, body: unknown, cookie = ''): Promise<{ status: number; cookie: string; json: { token?: string } }> => {
    const response = await fetch(new URL(`/api/v1${path}`, server.url), { method: 'POST', headers: { 'content-type': 'application/json', cookie }, body: JSON.stringify(body) });
    return { status: response.status, cookie: (response.headers.get('set-cookie') ?? '').split(';')[0]!, json: (await response.json()) as { token?: string } };
  };
  const { cookie } = await send('/setup', { token: server.setup, login: 'ada', password: PASSWORD });
  const isIn = async (): Promise<boolean> => (await fetch(new URL('/api/v1/cohorts', server.url), { headers: { cookie } })).status === 200;
  expect((await send('/cohorts', { id: '11111111-1111-4111-8111-111111111111', name: 'Evening class', exam: false, modules: [] }, cookie)).status).toBe(201);
  expect(await isIn()).toBe(true);
  const { json: { token } } = await send('/invitations', { cohort: null }, cookie);
  expect(token).toMatch(/^[\w-]{43}$/);
  const instructor = (...more: string[]) => nsp(['instructor', ...more, '--data', server.data]);
  expect(await instructor('disable', ' ADA ')).toMatchObject({ code: 0, out: [
    'ada is signed out everywhere and cannot sign in.', 'The class 11111111-1111-4111-8111-111111111111 has no other owner: only nsp instructor enable lets somebody decide about its staff again.'].join('\n') });
  expect([await isIn(), (await send('/sign-in', { login: 'ada', password: PASSWORD })).status]).toEqual([false, 401]);
  expect(await instructor('enable', 'ada')).toMatchObject({ code: 0, out: 'ada can sign in again.' });
  expect([await isIn(), (await send('/sign-in', { login: 'ada', password: PASSWORD })).status]).toEqual([false, 200]);
  // A link that she made as long as she was let in.
  expect((await send('/invitations/accept', { token, login: 'ben', password: PASSWORD })).status).toBe(404);
  const { out } = await instructor('password', 'ada');
  const [, password] = /^The new password of ada, to be changed after signing in: ([0-9A-Z-]{29})$/.exec(out)!;
  expect([(await send('/sign-in', { login: 'ada', password: PASSWORD })).status, (await send('/sign-in', { login: 'ada', password })).status]).toEqual([401, 200]);
  const database = openSqliteBeside(join(server.data, 'course.db'));
  expect((await database.all("SELECT action FROM audit WHERE actor = 'nsp' ORDER BY at_ms, action")).map(({ action }) => action)).toEqual(['instructor.disabled', 'instructor.enabled', 'password.reset']);
  await database.run("UPDATE instructor SET password_hash = NULL, oidc_issuer = 'https://login.example', oidc_subject = 'ada'");
  await database.close();
  expect(await instructor('password', 'ada')).toMatchObject({ code: 1, err: 'ada has no password here: the identity provider signs in.' });
  expect(await instructor('disable', 'nobody')).toMatchObject({ code: 1, err: 'Nobody has the login nobody.' });
  expect((await instructor('remove', 'ada')).code).toBe(2);
  expect(await nsp(['instructor', 'disable', 'ada', '--data', join(server.data, 'none')])).toMatchObject({ code: 1 });
}), 60_000);

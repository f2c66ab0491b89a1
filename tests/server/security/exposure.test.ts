import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { ROUTES } from '../../../src/server/routes/index.ts';
import { inSchool } from '../harness/api.ts';
import { describeDatabases } from '../harness/databases.ts';
import { founder, somewhere } from './school.ts';

describeDatabases('an answer', (lab) => {
  it('has nothing of what is kept of a secret, and for a learner nothing of the others', () => inSchool(lab, async (school) => {
    const ada = await founder(school, 'ada.lovelace');
    const cohort = await school.cohort(ada);
    const [otter, heron] = [await school.learner(cohort, 'Night Otter'), await school.learner(cohort, 'Grey Heron')];
    const submission = await school.work(otter, 'weights', 'fail', 40);
    await school.work(heron, 'weights', 'pass', 100);
    const regrade = randomUUID();
    await school.database.run("INSERT INTO regrade (id, cohort_id, state, instructor_id, begun_ms, submissions) VALUES (?, ?, 'ready', ?, 1, 0)", regrade, cohort, ada.id);
    await ada.send('POST', '/invitations', { cohort });
    const kept = await Promise.all([
      school.database.all('SELECT password_hash AS one FROM instructor'), school.database.all('SELECT recovery_hash AS one FROM learner'), school.database.all('SELECT join_hash AS one FROM cohort'),
      school.database.all('SELECT token_hash AS one FROM session'), school.database.all('SELECT token_hash AS one FROM invitation'),
    ]);
    const hashes = kept.flat().map(({ one }) => String(one));
    expect(hashes.length).toBeGreaterThanOrEqual(8);
    let answered = 0;
    for (const { path, object } of ROUTES.filter(({ method }) => method === 'GET')) {
      const id = { cohort, learner: otter.id, submission, regrade }[object ?? 'cohort'];
      for (const who of [ada, otter, school.client()]) {
        const { status, text } = await who.get(`${path.replace(':id', id)}?exercise=weights`);
        if (status === 200) answered++;
        for (const hash of hashes) expect(text, path).not.toContain(hash);
        if (who !== ada) for (const other of ['Grey Heron', heron.id, 'ada.lovelace']) expect(text, path).not.toContain(other);
      }
    }
    expect(answered).toBeGreaterThan(15);
  }));

  it('tells of the provider its name alone', () => {
    expect(somewhere().settings).toMatchObject({ clientSecret: 'client-secret', name: 'login.example' });
    return inSchool(lab, async (school) => {
      const { text } = await school.client().get('/meta');
      expect(text).not.toContain('client-secret');
      expect(text).not.toContain('login.example/');
    });
  });
});

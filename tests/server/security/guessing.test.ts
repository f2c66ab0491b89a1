import crypto from 'node:crypto';
import { readFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { LIMITS } from '../../../src/server/identity/limits.ts';
import { migrate } from '../../../src/server/store/migrate.ts';
import { inSchool, School, type Reply } from '../harness/api.ts';
import { describeDatabases } from '../harness/databases.ts';
import { founder, oneDatabase, PASSWORD } from './school.ts';

const refusal = ({ status, headers }: Reply): unknown => [status, headers.get('retry-after')];

describeDatabases('guessing', (lab) => {
  it('at one account from one address is five a minute, over two instances, and its owner comes in from another', async () => {
    const place = await lab.fresh();
    const first = lab.open(place);
    // SQLite is one process's own: there the second instance is the same one.
    const second = lab.kind === 'postgresql' ? lab.open(place) : first;
    try {
      await migrate(first, () => 1);
      const instances = [new School(first), new School(second)];
      await founder(instances[0]!);
      const guess = async (at: number, password: string): Promise<Reply> => instances[at % 2]!.client().send('POST', '/sign-in', { login: ' ADA ', password });
      const guesses: Reply[] = [];
      for (let at = 0; at < LIMITS.loginPair.most; at++) guesses.push(await guess(at, `guess ${at}`));
      expect(guesses.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
      // The right one, too: or a guesser would learn which it was.
      for (const at of [0, 1]) expect(refusal(await guess(at, PASSWORD))).toEqual([429, '60']);
      instances[1]!.from = 'elsewhere';
      expect((await guess(1, PASSWORD)).status).toBe(200);
      instances[1]!.from = 'here';
      for (const school of instances) school.nowMs += 60_000;
      expect((await guess(1, PASSWORD)).status).toBe(200);
      expect(instances.flatMap(({ errors }) => errors)).toEqual([]);
    } finally {
      await first.close();
      await second.close();
    }
  });
});

describe('guessing from one address', () => {
  const lab = oneDatabase();

  it('is limited as SECURITY.md says', () => {
    const section = readFileSync(join(import.meta.dirname, '../../../SECURITY.md'), 'utf8').split('## Guessing')[1]!;
    const said = [...section.matchAll(/\| (\d+) a minute \|/g)].map(([, most]) => Number(most));
    const { loginPair, login, loginFrom, password, join: joining, recover, token, oidc } = LIMITS;
    const kept = [loginPair, login, loginFrom, password, joining, recover, token, oidc];
    expect(said).toEqual(kept.map(({ most }) => most));
    for (const { windowMs } of kept) expect(windowMs).toBe(60_000);
  });

  it('at many accounts, codes and links from one address is limited', () => inSchool(lab, async (school) => {
    const ways: [string, (at: number) => unknown, number, number][] = [
      ['/sign-in', (at) => ({ login: `somebody-${at}`, password: 'x' }), LIMITS.loginFrom.most, 401],
      ['/recover', (at) => ({ recoveryCode: `guess ${at}` }), LIMITS.recover.most, 404],
      ['/join', (at) => ({ code: `guess ${at}`, pseudonym: 'x' }), LIMITS.join.most, 404],
      ['/setup', (at) => ({ token: `guess ${at}`, login: 'ada', password: PASSWORD }), LIMITS.token.most, 404],
    ];
    for (const [path, body, most, status] of ways) {
      school.nowMs += 60_000;
      const statuses: number[] = [];
      for (let at = 0; at <= most; at++) statuses.push((await school.client().send('POST', path, body(at))).status);
      expect(new Set(statuses.slice(0, -1)), path).toEqual(new Set([status]));
      expect(statuses.at(-1), path).toBe(429);
      // The limit is over with its minute, and nobody who guessed is known by it.
      school.nowMs += 60_000;
      expect((await school.client().send('POST', path, body(0))).status, path).toBe(status);
    }
    expect(JSON.stringify(await school.database.all('SELECT key FROM rate'))).not.toMatch(/somebody|guess|ada/);
  }));
});

describe('the work of a sign-in', () => {
  const lab = oneDatabase();
  const { scrypt } = crypto;
  afterEach(() => {
    crypto.scrypt = scrypt;
    syncBuiltinESMExports();
  });

  it('is the same for a login that is there, one that is not, one without a password, and one that is no login', () => inSchool(lab, async (school) => {
    await founder(school);
    await school.database.run("INSERT INTO instructor (id, login, oidc_issuer, oidc_subject, created_ms) VALUES ('o', 'olga', 'https://login.example', 'olga', 1)");
    const costs: string[] = [];
    crypto.scrypt = ((...args: Parameters<typeof scrypt>) => {
      costs.push(JSON.stringify([args[2], { ...args[3], maxmem: 0 }]));
      scrypt(...args);
    }) as typeof scrypt;
    syncBuiltinESMExports();
    const answers: string[] = [];
    for (const login of ['ada', 'nobody', 'olga', '', '\u200b', '@']) {
      const reply = await school.client().send('POST', '/sign-in', { login, password: 'wrong' });
      answers.push(`${reply.status} ${reply.text} ${costs.splice(0).join()}`);
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('[32,{"N":32768,"r":8,"p":3,"maxmem":0}]');
  }));
});

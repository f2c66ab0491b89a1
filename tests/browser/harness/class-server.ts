// A real class server with one class in it, whose instructor is a program.
import { ClassSite } from './class-site.ts';

/** Dates of the modules of the class. */
export interface ModuleDates { module: string; opensMs: number | null; dueMs: number | null; lateMs: number; latePct: number }

/** How the class is. */
export interface ClassOptions { modules: ModuleDates[]; exam?: boolean; isInsecureLan?: boolean }

/** A class on a server. */
export class BrowserClass extends ClassSite {
  /** The code that learners join with. */
  code = '';
  cohort = '';
  #cookie = '';

  /** Asks as the instructor; fails, with the answer, where it is refused. */
  async teach<Value = unknown>(method: string, path: string, body?: unknown): Promise<Value> {
    const response = await fetch(this.url(`api/v1${path}`), { method, headers: { cookie: this.#cookie, 'content-type': 'application/json' }, ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }) });
    this.#cookie = response.headers.get('set-cookie')?.split(';')[0] ?? this.#cookie;
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as Value;
  }
}

/** Starts a server and makes the class. */
export async function openClass({ modules, exam = false, isInsecureLan = false }: ClassOptions): Promise<BrowserClass> {
  const group = new BrowserClass({ isInsecureLan });
  await group.start();
  await group.teach('POST', '/setup', { token: group.setup, login: 'ada', password: 'a long enough password' });
  group.cohort = (await group.teach<{ id: string }>('POST', '/cohorts', { name: 'Distributed systems, autumn', exam, modules })).id;
  group.code = (await group.teach<{ code: string }>('POST', `/cohorts/${group.cohort}/join-code`, { expiresMs: null, seats: null })).code;
  return group;
}

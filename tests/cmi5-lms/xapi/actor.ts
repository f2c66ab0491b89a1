// Agents and groups: xAPI Data 2.4.2.
import { isObject } from '../json.ts';
import { must, type Violation } from '../violations.ts';
import { isIri, isIrl, isMailto } from './formats.ts';
import { unknownKeys } from './keys.ts';

const IDENTIFIERS = ['mbox', 'mbox_sha1sum', 'openid', 'account'] as const;

/** What is wrong with an agent or a group. `where` names it in messages. */
export function actorViolations(actor: unknown, where: string, allowed: readonly ('Agent' | 'Group')[] = ['Agent', 'Group']): Violation[] {
  if (!isObject(actor)) return [must('xAPI Data 2.4.2', `${where} is no object`)];
  const type = actor.objectType ?? 'Agent';
  if (!allowed.some((one) => one === type)) return [must(type === 'Group' ? 'xAPI Data 2.4.2.2' : 'xAPI Data 2.4.2', `${where}.objectType is ${JSON.stringify(type)}, allowed here: ${allowed.join(', ')}`)];
  const isGroup = type === 'Group';
  const section = isGroup ? 'xAPI Data 2.4.2.2' : 'xAPI Data 2.4.2.1';
  const found = IDENTIFIERS.filter((key) => Object.hasOwn(actor, key));
  const violations = unknownKeys(actor, ['objectType', 'name', ...IDENTIFIERS, ...(isGroup ? ['member'] : [])], where, section);
  if (actor.name !== undefined && typeof actor.name !== 'string') violations.push(must(section, `${where}.name is no string`));
  if (found.length > 1) violations.push(must(section, `${where} has more than one identifier: ${found.join(', ')}`));
  if (found.length === 0 && !(isGroup && Array.isArray(actor.member))) violations.push(must(section, `${where} has no identifier (mbox, mbox_sha1sum, openid or account)`));
  if (isGroup && actor.member !== undefined) violations.push(...memberViolations(actor.member, where));
  return [...violations, ...identifierViolations(actor, where)];
}

/** Members are agents, never groups (xAPI Data 2.4.2.2.s4.b2, s5.b2). */
function memberViolations(member: unknown, where: string): Violation[] {
  if (!Array.isArray(member)) return [must('xAPI Data 2.4.2.2', `${where}.member is no array`)];
  return member.flatMap((one, index) => actorViolations(one, `${where}.member[${index}]`, ['Agent']));
}

/** xAPI Data 2.4.2.3 and, for accounts, 2.4.2.4. */
function identifierViolations(actor: { [key: string]: unknown }, where: string): Violation[] {
  const violations: Violation[] = [];
  if (actor.mbox !== undefined && !isMailto(actor.mbox)) violations.push(must('xAPI Data 2.4.2.3', `${where}.mbox is no mailto IRI: ${JSON.stringify(actor.mbox)}`));
  if (actor.mbox_sha1sum !== undefined && !(typeof actor.mbox_sha1sum === 'string' && /^[0-9a-f]{40}$/i.test(actor.mbox_sha1sum))) violations.push(must('xAPI Data 2.4.2.3', `${where}.mbox_sha1sum is no hexadecimal SHA-1`));
  if (actor.openid !== undefined && !isIri(actor.openid)) violations.push(must('xAPI Data 2.4.2.3', `${where}.openid is no URI`));
  if (actor.account === undefined) return violations;
  if (!isObject(actor.account)) return [...violations, must('xAPI Data 2.4.2.4', `${where}.account is no object`)];
  const { homePage, name } = actor.account;
  violations.push(...unknownKeys(actor.account, ['homePage', 'name'], `${where}.account`, 'xAPI Data 2.4.2.4'));
  if (!isIrl(homePage)) violations.push(must('xAPI Data 2.4.2.4', `${where}.account.homePage is no IRL: ${JSON.stringify(homePage)}`));
  if (typeof name !== 'string' || name === '') violations.push(must('xAPI Data 2.4.2.4', `${where}.account.name is no text: ${JSON.stringify(name)}`));
  return violations;
}

/** Who an agent is, by its identifier; agents with the same identifier are the same (xAPI Communication 2.1.3, parameter agent). */
export function identityOf(actor: unknown): string {
  if (!isObject(actor)) return '';
  const key = IDENTIFIERS.find((one) => Object.hasOwn(actor, one));
  if (key !== 'account') return key === undefined ? '' : `${key} ${String(actor[key])}`;
  const { account } = actor;
  return isObject(account) ? `account ${String(account.homePage)} ${String(account.name)}` : '';
}

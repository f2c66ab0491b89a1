// Which of the provider's people may become an instructor here without a link.
import type { AllowRule } from './oidc-settings.ts';

/** What the provider says about a person, as far as rules look at it. */
export type Claims = Readonly<Record<string, unknown>>;

/** Whether one of the rules holds. No rule, nobody. */
export const isAllowed = (rules: readonly AllowRule[], claims: Claims): boolean => rules.some((rule) => holds(rule, claims));

function holds(rule: AllowRule, claims: Claims): boolean {
  if (rule.kind === 'subject') return claims['sub'] === rule.value;
  if (rule.kind === 'claim') return has(claims[rule.name], rule.value);
  // An address that nobody verified is whatever its owner typed.
  if (claims['email_verified'] !== true || typeof claims['email'] !== 'string') return false;
  const email = claims['email'].toLowerCase();
  return rule.kind === 'email' ? email === rule.value : email.slice(email.lastIndexOf('@') + 1) === rule.value && email.includes('@');
}

const has = (claim: unknown, value: string): boolean => (Array.isArray(claim) ? claim.includes(value) : claim === value || (typeof claim !== 'object' && claim !== undefined && String(claim) === value));

/** What is asked of the provider: who it is, what to call them, and their address only where a rule looks at it. */
export const scopesFor = (rules: readonly AllowRule[]): string => (rules.some(({ kind }) => kind === 'email' || kind === 'domain') ? 'openid profile email' : 'openid profile');

// Codes as people read and type them.

/** The code in an address such as `join/index.html#code=K7QM-2XRD`; empty: there is none. */
export function codeIn(hash: string): string {
  const code = new URLSearchParams(hash.replace(/^#/, '')).get('code') ?? '';
  return tidyCode(code).slice(0, 64);
}

/** Capitals in groups of four, as codes are printed. The server reads O as 0, I and L as 1, and minds neither case nor dashes. */
export const tidyCode = (typed: string): string => (typed.normalize('NFKC').toUpperCase().replace(/[^0-9A-Z]/g, '').match(/.{1,4}/g) ?? []).join('-');

/** What is saved as a file, so that the code is found again. */
export function recoveryFile({ code, pseudonym, cohort, address }: { code: string; pseudonym: string; cohort: string; address: string }): string {
  return [
    'No Single Point: recovery code', '', `Class:          ${cohort}`, `Your name:      ${pseudonym}`, `Recovery code:  ${code}`, `Sign in at:     ${address}`, '',
    'With this code you come back on any computer. Whoever has it can work and hand in as you: keep it to yourself.', 'If it is lost, your instructor can give you a new one.', '',
  ].join('\r\n');
}

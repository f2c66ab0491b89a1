// Sections in the order of the file: what each says, and which `defaults` it inherits from (manual 2.6, section 4).
import { openProxy, type Proxy } from './proxy.ts';
import type { Standing } from './proxy-keywords.ts';
import { readProxyLine, type ProcessDefaults } from './proxy-lines.ts';
import { readGlobalLine, readSideSection } from './global-lines.ts';
import type { Remarks } from './remarks.ts';
import type { Section } from './syntax.ts';
import { isName } from './values.ts';

/** All sections that requests go through. */
export interface Sections { defaults: Proxy[]; proxies: Proxy[] }

/** The `defaults` of a section: the one that `from` names, else the last one before it. */
function defaultsOf({ head }: Section, from: number, defaults: readonly Proxy[], implied: Proxy | null, remarks: Remarks): Proxy | null {
  const [keyword, name, extra] = head.words.slice(from);
  if (keyword === undefined) return implied;
  if (keyword !== 'from') {
    remarks.invalid(head, `${head.words[0]}: ${keyword} stands behind the name, and HAProxy wants addresses on lines of bind.`);
    return implied;
  }
  const found = defaults.findLast((one) => one.name === name && name !== '');
  if (name === undefined) remarks.invalid(head, 'from needs the name of a defaults section.');
  else if (extra !== undefined) remarks.invalid(head, `${head.words[0]}: ${extra} stands behind the name of the defaults.`);
  else if (found === undefined) remarks.invalid(head, `No defaults section ${name} stands before this line.`);
  return found ?? implied;
}

function openDefaults(section: Section, defaults: readonly Proxy[], remarks: Remarks): Proxy {
  const { head } = section;
  const hasName = head.words.length > 1;
  const name = hasName ? head.words[1]! : '';
  if (hasName && !isName(name)) remarks.invalid(head, `defaults: ${name} is no name: only letters, digits and - _ . : are.`);
  return openProxy(head, hasName ? 'named defaults' : 'anonymous defaults', name, defaultsOf(section, 2, defaults, null, remarks));
}

/** Whether two sections of the same name stand in each other's way: a frontend and a backend do not. */
const collide = (a: Standing, b: Standing): boolean => a === b || a === 'listen' || b === 'listen';

function openSection(section: Section, { defaults, proxies }: Sections, remarks: Remarks): Proxy | null {
  const { head, kind } = section;
  const name = head.words[1];
  if (name === undefined) return remarks.refused(head, `${kind} needs a name.`);
  if (!isName(name)) remarks.invalid(head, `${kind}: ${name} is no name: only letters, digits and - _ . : are.`);
  const same = proxies.find((proxy) => proxy.name === name && collide(proxy.standing, kind as Standing));
  if (same !== undefined) remarks.invalid(head, `${kind} ${name}: the name is taken since line ${same.at.line}.`);
  return openProxy(head, kind as Standing, name, defaultsOf(section, 2, defaults, defaults.at(-1) ?? null, remarks));
}

/** Reads all sections. A section without a name, or with one that is taken, is looked through and left out. */
export function readSections(sections: readonly Section[], remarks: Remarks): Sections {
  const read: Sections = { defaults: [], proxies: [] };
  const process: ProcessDefaults = { sslMinVer: null };
  for (const section of sections) {
    const { kind, head, lines } = section;
    if (kind === 'global') {
      if (head.words.length > 1) remarks.invalid(head, `global: ${head.words[1]} stands behind it.`);
      for (const line of lines) readGlobalLine(line, process, remarks);
    } else if (kind === 'defaults') {
      const defaults = openDefaults(section, read.defaults, remarks);
      for (const line of lines) readProxyLine(defaults, line, process, remarks);
      read.defaults.push(defaults);
    } else if (kind === 'frontend' || kind === 'backend' || kind === 'listen') {
      const proxy = openSection(section, read, remarks);
      const kept = proxy ?? openProxy(head, kind, '', null);
      for (const line of lines) readProxyLine(kept, line, process, remarks);
      if (proxy !== null && !read.proxies.some((one) => one.name === kept.name && collide(one.standing, kind))) read.proxies.push(kept);
    } else readSideSection(section, remarks);
  }
  return read;
}

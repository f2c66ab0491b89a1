// Names and addresses of hosts, as files have them.

/** What stands for the operators' network (`admin` in firewall rules). */
export const ADMIN_NETWORK = '10.0.255.0/24';

/** `/etc/hosts`, the same on every host: files carry addresses, people need names. */
export function renderHosts(addresses: ReadonlyMap<string, string>): string {
  const lines = [...addresses].map(([name, address]) => `${address.padEnd(15)} ${name}`);
  return `# Names of all hosts. The other files use addresses, so that no daemon waits for a name server.\n127.0.0.1       localhost\n${lines.join('\n')}\n`;
}

/** Names by address, of a text in the form of `/etc/hosts`. Loopback lines say nothing about hosts. Anything may stand in it; the first name of a line counts. */
export function readHosts(text: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [address, name] = line.replace(/#.*/, '').trim().split(/\s+/);
    if (address === undefined || name === undefined || address.startsWith('127.') || address === '::1') continue;
    if (!names.has(address)) names.set(address, name);
  }
  return names;
}

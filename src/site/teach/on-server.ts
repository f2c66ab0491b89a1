// Whether this page came from a class server: the server writes a meta tag into every page that it sends.

const content = (): string[] => document.querySelector<HTMLMetaElement>('meta[name="nsp-server"]')?.content.split(' ') ?? [];

/** A class server has sent this page. */
export const isOnClassServer = (): boolean => content().includes('class');

import { listen } from '../listen/listen.ts';
import { createAnswer } from './answer.ts';
import { readSite } from './files.ts';

/** What to serve, and where. */
export interface StaticOptions {
  /** The built site. */
  dir: string;
  /** 0 takes any free port. */
  port: number;
  /** Address to listen at; only this computer when left out. */
  host?: string;
  /** Path under which the site appears; `/` when left out. */
  base?: string;
}

/** A server that runs. */
export interface StaticServer {
  /** Address of the course, with its base path. */
  url: string;
  port: number;
  /** Stops accepting, lets answers in progress finish for up to 2 s, then ends. May be called twice. */
  close(): Promise<void>;
}

/** Reads the site into memory and serves it. Rejects when the folder is missing, or with the system's error (EADDRINUSE, EACCES) when the port cannot be had. */
export async function serveStatic({ dir, base = '/', ...place }: StaticOptions): Promise<StaticServer> {
  const root = `/${base}/`.replace(/\/+/g, '/');
  const answer = createAnswer(readSite(dir), root);
  const { url, port, close } = await listen((request, response) => {
    request.resume();
    answer(request, response).catch(() => response.destroy());
  }, place);
  return { url: url.slice(0, -1) + root, port, close };
}

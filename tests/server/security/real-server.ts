// A class server as it is started, with a small site and an empty course, and bytes sent to it as they are.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Course } from '../../../src/course/index.ts';
import { createLog } from '../../../src/server/observe/log.ts';
import { startServer, type ServerOptions } from '../../../src/server/serve/server.ts';

/** A server that runs. */
export interface RealServer {
  url: string;
  port: number;
  /** Lines of its log. */
  log: string[];
  /** The token of the setup link. */
  setup(): string;
  /** Everything that comes back for these bytes, until the server ends the connection or `enough` says so. */
  raw(bytes: string, enough?: (text: string) => boolean): Promise<string>;
  close(): Promise<void>;
}

const COURSE = { format: 1, title: 'Course', modules: [], glossary: [], pages: [] } as unknown as Course;

/** Starts one. */
export async function startReal(changes: Partial<ServerOptions> = {}): Promise<RealServer> {
  const folder = mkdtempSync(join(tmpdir(), 'nsp-real-'));
  const site = join(folder, 'site');
  mkdirSync(join(site, 'teach'), { recursive: true });
  mkdirSync(join(site, 'data'), { recursive: true });
  writeFileSync(join(site, 'index.html'), '<!doctype html><meta charset="utf-8"><title>Course</title>');
  writeFileSync(join(site, '404.html'), '<!doctype html><meta charset="utf-8"><title>Not here</title>');
  writeFileSync(join(site, 'teach/index.html'), '<!doctype html><meta charset="utf-8"><title>Teach</title>');
  writeFileSync(join(folder, 'secret.txt'), 'SECRET');
  const log: string[] = [];
  const tokens: string[] = [];
  const server = await startServer({
    site, course: COURSE, databaseUrl: null, data: join(folder, 'data'), port: 0, isBehindProxy: false, isInsecureLan: false, oidc: null, graders: 1, drainMs: 0,
    nowMs: () => Date.now(), log: createLog((line) => log.push(line), () => Date.now()), onSetup: (token) => void tokens.push(token), ...changes,
  });
  await server.up;
  return {
    url: server.url.replace(/\/$/, ''), port: server.port, log, setup: () => tokens[0]!,
    async raw(bytes, enough = () => false) {
      const socket = connect(server.port, '127.0.0.1');
      let text = '';
      socket.setEncoding('latin1').on('data', (part: string) => {
        text += part;
        if (enough(text)) socket.destroy();
      });
      socket.on('error', () => socket.destroy());
      socket.write(bytes, 'latin1');
      await new Promise<void>((closed) => socket.once('close', () => closed()));
      return text;
    },
    async close() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Statuses of the answers in what came back. */
export const statusesIn = (text: string): number[] => [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));

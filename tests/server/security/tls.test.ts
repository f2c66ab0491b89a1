import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { connect, DEFAULT_MIN_VERSION, type SecureVersion } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startReal, statusesIn, type RealServer } from './real-server.ts';

/** Makes the certificate; it comes with most systems. */
const isMissing = spawnSync('openssl', ['version']).status !== 0 && process.env['NSP_REQUIRE'] !== '1';

describe.skipIf(isMissing)('a server with a certificate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nsp-tls-'));
  let server: RealServer;
  beforeAll(async () => {
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=course.example', '-keyout', key, '-out', cert], { stdio: 'ignore' });
    server = await startReal({ tls: { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') } });
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function agreed(minVersion: SecureVersion, maxVersion: SecureVersion, ciphers?: string): Promise<string | null> {
    const socket = connect({ port: server.port, host: '127.0.0.1', rejectUnauthorized: false, minVersion, maxVersion, ...(ciphers === undefined ? {} : { ciphers }) });
    try {
      await once(socket, 'secureConnect');
      return socket.getProtocol();
    } catch {
      return null;
    } finally {
      socket.destroy();
    }
  }

  it('speaks TLS 1.3 and 1.2, the newer one first, and nothing older', async () => {
    expect(DEFAULT_MIN_VERSION).toBe('TLSv1.2');
    expect([await agreed('TLSv1.2', 'TLSv1.3'), await agreed('TLSv1.2', 'TLSv1.2')]).toEqual(['TLSv1.3', 'TLSv1.2']);
    expect(await agreed('TLSv1', 'TLSv1.1', 'ALL:@SECLEVEL=0')).toBeNull();
  });

  it('tells browsers to stay with TLS, even where it refuses what is no HTTP', async () => {
    for (const [bytes, status] of [['nonsense\r\n\r\n', 400], [`GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431], ['GET /livez HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 200]] as const) {
      const socket = connect({ port: server.port, host: '127.0.0.1', rejectUnauthorized: false });
      let text = '';
      socket.setEncoding('latin1').on('data', (part: string) => { text += part; });
      socket.on('error', () => socket.destroy());
      socket.write(bytes);
      await new Promise<void>((closed) => socket.once('close', () => closed()));
      expect(statusesIn(text)).toEqual([status]);
      expect(text).toMatch(/strict-transport-security: max-age=31536000/i);
    }
  });

  it('does not speak plain HTTP at the same port', async () => {
    expect(await server.raw('GET / HTTP/1.1\r\nHost: course.example\r\n\r\n')).not.toMatch(/200 OK|Course/);
  });
});

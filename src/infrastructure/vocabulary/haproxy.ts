import type { Backend } from './backends.ts';
import type { Duration } from './durations.ts';
import type { HaproxyTimeouts } from './timeouts.ts';

/** HAProxy: one configuration, run by one host or by several alike. */
export interface Haproxy<HostName, TargetName, CertificateName, BackendName extends string, BackendChoice = BackendName> {
  /** The host, or the hosts, that run this configuration. A host runs it once. */
  on: HostName | readonly HostName[];
  /** `defaults` section: for every frontend and backend that does not set its own. */
  timeouts?: HaproxyTimeouts;
  /**
   * What HAProxy listens on (`frontend`), by name. Default: one, named after the first backend of applications, on port 80.
   * A backend of database nodes that an application uses and no frontend leads to gets one on port 3306, the next on 3307.
   */
  frontends?: Record<string, Frontend<CertificateName, BackendChoice>>;
  /** Groups of servers (`backend`), by name. At least one. */
  backends: Record<BackendName, Backend<TargetName>>;
}

/** A listening side of HAProxy (`frontend`). */
export interface Frontend<CertificateName, BackendName> {
  /** Ports to listen on. At least one. */
  bind: readonly Bind<CertificateName>[];
  /** `default_backend`: where requests go that no rule of `useBackend` takes. */
  defaultBackend: BackendName;
  /** `use_backend … if …`: the first rule that fits takes the request. Default: none. */
  useBackend?: readonly UseBackend<BackendName>[];
  /** `http-request redirect scheme https unless { ssl_fc }`: answer plain HTTP with a redirect. Default false. */
  redirectToHttps?: boolean;
  /** `Strict-Transport-Security: max-age`: browsers use HTTPS only, for this long. 1s to 3650d, whole seconds; default: header not sent. */
  hsts?: Duration;
}

/** One `bind` line. */
export interface Bind<CertificateName> {
  /** TCP port, 1 to 65535. */
  port: number;
  /** Address to listen on. Default: every address of the host (`*`). */
  address?: string;
  /** `ssl crt`: speak TLS with this certificate. Default: plain HTTP or TCP. */
  certificate?: CertificateName;
  /** `ssl-min-ver`: oldest TLS version accepted. Default `TLSv1.2`, HAProxy's own. */
  sslMinVer?: 'TLSv1.2' | 'TLSv1.3';
}

/** One `use_backend` line. */
export interface UseBackend<BackendName> {
  /** The request must fit everything that is given; at least one of them. */
  if: {
    /** `method`: the request's method. */
    method?: 'GET' | 'POST';
    /** `path_beg`: how the path begins, such as `'/static/'`. */
    pathBegins?: string;
  };
  /** Where such requests go. */
  backend: BackendName;
}

// Lines that HAProxy refuses, and lines that it takes: both judged by HAProxy itself where it is installed.
import { describe, expect, it } from 'vitest';
import { readHaproxy } from '../../../src/daemons/haproxy/index.ts';
import { splitWords } from '../../../src/daemons/haproxy/syntax.ts';
import { checkText, HAS_HAPROXY } from './check.ts';

const FILE = ['global', '    @global', 'defaults', '    mode http', '    timeout connect 1s', '    timeout client 1s', '    timeout server 1s', '    @defaults', 'frontend fe', '    bind :80', '    default_backend be', '    @frontend',
  'backend be', '    balance roundrobin', '    server a 127.0.0.1:80', '    server z 127.0.0.1:80 id 7', '    @backend', ''].join('\n');
const SLOTS = ['global', 'defaults', 'frontend', 'backend'] as const;
type Slot = (typeof SLOTS)[number];

/** The file with a line in one of its sections, and the number of that line. */
function withLine(slot: Slot, line: string): { text: string; row: number } {
  return { text: SLOTS.reduce((text, one) => text.replace(`@${one}`, one === slot ? line : ''), FILE), row: FILE.split('\n').indexOf(`    @${slot}`) + 1 };
}

const REFUSED: readonly [Slot, string][] = [
  ['global', 'foo'], ['global', 'nbproc 2'], ['global', 'nbthread 0'], ['global', 'tune.foo 3'], ['global', 'log 127.0.0.1 nowhere'], ['global', 'mode http'], ['global', 'no maxconn'], ['global', 'ssl-default-bind-options foo'], ['global', 'stats foo'],
  ['defaults', 'bind :81'], ['defaults', 'server x 127.0.0.1:80'], ['defaults', 'acl x path /a'], ['defaults', 'http-request deny'], ['defaults', 'timeout connect 1.5s'], ['defaults', 'timeout connect 25d'], ['defaults', 'timeout foo 1s'],
  ['defaults', 'timeout server'], ['defaults', 'mode health'], ['defaults', 'option redispatchh'], ['defaults', 'option forceclose'], ['defaults', 'clitimeout 5000'], ['defaults', 'no retries 3'], ['defaults', 'retries 3 4'], ['defaults', 'default_backend "be'],
  ['frontend', 'server x 127.0.0.1:80'], ['frontend', 'bind :x'], ['frontend', 'bind 127.0.0.1'], ['frontend', 'bind :70000'], ['frontend', 'bind :81 foo'], ['frontend', 'bind :81 ssl'], ['frontend', 'use_backend nope if TRUE'],
  ['frontend', 'use_backend be if nosuchacl'], ['frontend', 'use_backend be when TRUE'], ['frontend', 'default_backend nope'], ['frontend', 'acl x path_foo /a'], ['frontend', 'acl x path,foo /a'], ['frontend', 'acl x path -m foo /a'],
  ['frontend', 'http-request deny if { path /a'], ['frontend', 'http-request deny deny_status 418'], ['frontend', 'http-request redirect scheme https code 309'], ['frontend', 'http-request foo'], ['frontend', 'http-request set-header a'],
  ['frontend', 'reqadd x'], ['frontend', 'block if TRUE'], ['frontend', 'http-request return string x'], ['frontend', 'use_backends be if TRUE'],
  ['backend', 'balance roundrobinn'], ['backend', 'balance uri depth'], ['backend', 'balance random(0)'], ['backend', 'hash-type avalanche'], ['backend', 'hash-type consistent md5'], ['backend', 'hash-balance-factor 50'],
  ['backend', 'cookie A insert prefix'], ['backend', 'cookie A insert foo'], ['backend', 'retry-on none 500'], ['backend', 'retry-on 505'], ['backend', 'option httpchk GET /a HTTP/1.1 x'], ['backend', 'http-check send foo'],
  ['backend', 'http-check expect status x'], ['backend', 'option allbackups x'], ['backend', 'server a 127.0.0.1:81'], ['backend', 'server b'], ['backend', 'server b 127.0.0.1:x'], ['backend', 'server b 300.1.1.1:80'],
  ['backend', 'server b 127.0.0.1:80 foo'], ['backend', 'server b 127.0.0.1:80 weight 257'], ['backend', 'server b 127.0.0.1:80 check inter 0'], ['backend', 'server b 127.0.0.1:80 check inter 2x'], ['backend', 'server b 127.0.0.1:80 check fall 0'],
  ['backend', 'server b 127.0.0.1:80 rise -1'], ['backend', 'server b 127.0.0.1:80 id 7'], ['backend', 'server b 127.0.0.1:80 observe layer8'], ['backend', 'server b 127.0.0.1:80 on-error panic'], ['backend', 'server b 127.0.0.1:80 error-limit 0'],
  ['backend', 'server b 127.0.0.1:80 ssl'], ['backend', 'server b/c 127.0.0.1:80'], ['backend', 'server b 127.0.0.1:80 cookie'], ['backend', 'default-server foo'], ['backend', 'listen fe'], ['backend', 'backend be'], ['backend', 'backend x from nope'], ['backend', 'userlist'],
];

const TAKEN: readonly [Slot, string][] = [
  ['global', 'daemon'], ['global', 'no busy-polling'], ['global', 'stats socket /x mode 600'], ['defaults', 'option dontlognull'], ['defaults', 'default option redispatch'], ['defaults', 'timeout http-keep-alive 10s'], ['frontend', 'bind *:81,[::]:82 v4v6'],
  ['frontend', 'balance roundrobin'], ['frontend', 'acl x hdr_beg(host) -i www. # a comment'], ['frontend', 'acl x src 10.0.0.0/8'], ['frontend', 'http-request deny if ! TRUE or FALSE'], ['frontend', 'stats uri /s'], ['frontend', 'monitor-uri /up'],
  ['frontend', 'capture request header Host len 10'], ['frontend', 'use_backend %[path] if TRUE'], ['frontend', 'tcp-request connection accept'], ['backend', 'timeout client 5s'], ['backend', 'bind :99'],
  ['backend', 'http-reuse safe'], ['backend', 'stick-table type ip size 10'], ['backend', 'server b localhost:80 check agent-check agent-port 9 send-proxy'], ['backend', 'option mysql-check user x'], ['backend', 'source 127.0.0.1'],
  ['backend', 'http-check expect rstatus ^2'], ['backend', 'server-template t 1-3 127.0.0.1:80'], ['backend', 'peers p'], ['backend', 'cookie A insert maxidle 10 attr x=1'], ['backend', 'server \'b\' "127.0.0.1:80" cookie a\\ b'],
];

const isWrong = (text: string): number[] => readHaproxy(text, 'haproxy.cfg').remarks.filter(({ kind }) => kind === 'invalid' || kind === 'unknown').map(({ line }) => line);

describe('a line that HAProxy refuses', () => {
  it.each(REFUSED)('%s: %s', (slot, line) => {
    const { text, row } = withLine(slot, line);
    expect(isWrong(text)).toEqual([row]);
    if (HAS_HAPROXY) expect(checkText(text, []).exit).not.toBe(0);
  });
});

describe('a line that HAProxy takes', () => {
  it.each(TAKEN)('%s: %s', (slot, line) => {
    const { text } = withLine(slot, line);
    expect(isWrong(text)).toEqual([]);
    if (HAS_HAPROXY) expect(checkText(text, []).message).not.toContain('ALERT');
  });
});

describe('words of a line', () => {
  it.each<[string, string[]]>([
    ['  a  b\tc ', ['a', 'b', 'c']], ['a # b', ['a']], ['a#b', ['a']], ['a\\#b', ['a#b']], ['a\\ b', ['a b']], ['"a b"c', ['a bc']], ["'a\\' b", ['a\\', 'b']], ['"a\'b"', ["a'b"]], ["'a\"b'", ['a"b']], ['"a\\"b"', ['a"b']],
    ['a\\x41', ['aA']], ['a\\nb', ['a\nb']], ['a\\qb', ['a\\qb']], ['"#"', ['#']], ['""', ['']], ['a\r', ['a']],
  ])('%j', (text, words) => expect(splitWords(text)).toEqual({ words, hasVariable: false, problem: null }));

  it('know where an environment variable stands, and do not call its value wrong', () => {
    expect(splitWords('bind "127.0.0.1:${PORT}"').hasVariable).toBe(true);
    const { text } = withLine('backend', 'server b 127.0.0.1:80 weight "${WEIGHT}"');
    expect(readHaproxy(text, 'haproxy.cfg').remarks.map(({ kind }) => kind)).toEqual(['unsupported']);
  });

  it.each(['"a', "'a", 'a\\x4', Array(66).fill('x').join(' ')])('are told wrong: %s', (text) => expect(splitWords(text).problem).not.toBeNull());

  it('of a branch that is not read say nothing', () => {
    const { text } = withLine('global', '.if defined(X)\n nbthread 2\n.else\n foo\n.endif');
    expect(isWrong(text)).toEqual([]);
    expect(isWrong(withLine('global', '.if defined(X)').text)).toEqual([2]);
  });
});

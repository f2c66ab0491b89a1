// Every recording of HAProxy's failures, replayed: no difference in any run.
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { haproxyFailures } from '../../src/fidelity/families/haproxy-failures.ts';
import { judge, splitRecording } from '../../src/fidelity/judge.ts';

const FOLDER = new URL('recordings/', import.meta.url);
const recordings = readdirSync(FOLDER).filter((name) => name.startsWith('B-')).sort().map((name) => splitRecording(JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))));

describe('HAProxy failures', () => {
  it('are 55 recordings', () => expect(recordings.length).toBe(55));
  it.each(recordings.map(({ question, answer }) => [question.id, question, answer] as const))('%s', (_, question, answer) => {
    const judgement = judge([haproxyFailures], question, answer);
    expect({ verdict: judgement.verdict, reason: judgement.reason, differences: judgement.differences }).toEqual({ verdict: 'same', reason: undefined, differences: [] });
  });
});

describe('another configuration than the recorded one', () => {
  const changed: [string, string, string][] = [
    ['B-fail-refuse-default', 'server s1', 'option redispatch\n    server s1'], ['B-fail-refuse-shortconnect', 'timeout connect 300ms', 'timeout connect 400ms'],
    ['B-fail-drop-default', 'timeout connect 400ms', 'timeout connect 500ms'], ['B-fail-cookie-refuse', 'cookie SRV insert indirect nocache', 'balance roundrobin'],
    ['B-health-tcp-refuse-500-3-2', 'fall 3', 'fall 2'], ['B-health-tcp-refuse-500-3-2', 'inter 500', 'inter 600'], ['B-health-tcp-refuse-500-3-2', 'rise 2', 'rise 3'],
    ['B-health-http-sigstop-600-2-3', 'option httpchk GET /health', 'balance roundrobin'], ['B-health-http-sigstop-tcheck', 'inter 800', 'inter 400'], ['B-health-http-500-fast', 'fastinter 150', ''],
    ['B-start-4-spread', 'inter 1000', 'inter 1500'], ['B-observe-layer7-markdown', 'error-limit 3', 'error-limit 4'], ['B-observe-layer7-markdown', 'on-error mark-down', ''],
    ['B-queue-max2-tq500', 'timeout queue 500ms', 'timeout queue 800ms'], ['B-queue-minconn-fullconn', 'fullconn 10', 'fullconn 20'], ['B-queue-maxqueue', 'maxqueue 2', 'maxqueue 3'],
    ['B-retryon-all-retryable-errors-hang', 'timeout server 300ms', 'timeout server 600ms'], ['B-retryon-disable-l7-post', 'http-request disable-l7-retry if METH_POST', 'balance roundrobin'],
    ['B-slowstart-10s-100-100', 'slowstart 10s', 'slowstart 6s'], ['B-slowstart-6s-1-1', 'slowstart 6s', ''], ['B-term-server-timeout-body', 'timeout server 300ms', 'timeout server 600ms'],
    ['B-term-client-header-timeout', 'timeout http-request 300ms', 'timeout http-request 600ms'],
  ];
  it.each(changed)('%s with "%s" changed to "%s" differs', (id, from, to) => {
    const { question, answer } = recordings.find((one) => one.question.id === id)!;
    const config = String(question.config);
    expect(config).toContain(from);
    expect(judge([haproxyFailures], { ...question, config: config.replaceAll(from, to) }, answer).verdict).toBe('differs');
  });
});

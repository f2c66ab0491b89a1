// What a person reads when an alert arrives: what is wrong, and what to look at first.
import { formatDuration } from '../../infrastructure/duration.ts';
import type { AlertRule } from '../../infrastructure/model.ts';
import { secondsText } from '../text.ts';

/** Percent of a share, with two digits at most behind the point. */
const percent = (share: number): string => `${Math.floor(share * 10_000 + 0.5) / 100} %`;

/** Summary and first steps of an alert. Braces are templates of Prometheus. */
export function annotationsOf(rule: AlertRule): { summary: string; description: string } {
  switch (rule.when) {
    case 'target-down': return {
      summary: `{{ $labels.instance }} (${rule.job}) is down`,
      description: 'Prometheus cannot collect from it, or its exporter cannot reach the daemon. Look whether the host answers, then whether the daemon runs (systemctl status), then at its log.',
    };
    case 'error-ratio': return {
      summary: `More than ${percent(rule.above)} of the requests fail`,
      description: `Share of failed requests over ${formatDuration(rule.windowMs)}: {{ $value | humanizePercentage }}. Look which servers are DOWN in HAProxy, what was deployed last, and whether the database answers; undo the last change first.`,
    };
    case 'latency': return {
      summary: `The ${rule.quantile === 0.5 ? 'median' : '99th percentile'} of the response times is above ${secondsText(rule.aboveMs)} s`,
      description: `It is {{ $value | humanizeDuration }} over ${formatDuration(rule.windowMs)}. Look at queues in HAProxy, at the load of the application servers, and at slow queries of the database.`,
    };
    case 'replica-lag': return {
      summary: `{{ $labels.instance }} is more than ${secondsText(rule.aboveMs)} s behind its primary`,
      description: 'Reads from it are that old, and a failover to it would lose more. Look at SHOW SLAVE STATUS, long transactions on the primary, and the disk of the replica; take it out of the readers meanwhile.',
    };
    case 'replication-stopped': return {
      summary: 'Replication has stopped on {{ $labels.instance }}',
      description: 'Look at Last_IO_Error and Last_SQL_Error in SHOW SLAVE STATUS. Do not skip errors unread: error 1236 or 1950 means that the histories have diverged, and the replica has to be built anew.',
    };
    case 'cpu': return {
      summary: `The processors of {{ $labels.instance }} are more than ${percent(rule.above)} busy`,
      description: 'It is {{ $value | humanizePercentage }} over 5m. Look which process it is (top), and whether another server is missing and this one carries its share.',
    };
    case 'certificate-expires': return {
      summary: `The certificate of {{ $labels.instance }} expires within ${formatDuration(rule.withinMs)}`,
      description: 'It is left: {{ $value | humanizeDuration }}. Look why the renewal failed, renew by hand, and reload the daemon that serves it.',
    };
    case 'virtual-address-owners-not-one': return {
      summary: 'The virtual address {{ $labels.ip_address }} has {{ $value }} owners',
      description: 'Without an owner nobody reaches the service; with two, some go to the wrong host. Look at keepalived on its hosts, and whether they hear the VRRP packets of each other (firewall).',
    };
    case 'queue-depth': return {
      summary: `More than ${rule.above} requests wait in HAProxy's queues`,
      description: '{{ $value }} requests wait. Look whether servers are DOWN or slow, and whether maxconn fits them: a queue that grows ends in errors after timeout queue.',
    };
  }
}

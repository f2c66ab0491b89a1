// Prometheus: prometheus.yml, alert rules and Alertmanager's file, in both directions.
export { readPrometheus } from './read.ts';
export { renderPrometheus } from './render.ts';

// Which rows of a history a question is about.
import type { History } from '../history.ts';
import type { MetricQuery } from '../metrics.ts';

/** From (inclusive) and until (exclusive), in milliseconds: the query's window, else the measured time. */
export function windowOf(query: MetricQuery, history: History): [number, number] {
  return query.windowMs ?? [history.warmupMs, history.durationMs];
}

/** Calls `visit` with the row of every user request of the query's class that arrived in its window. */
export function eachRequest(query: MetricQuery, history: History, visit: (row: number) => void): void {
  const [from, until] = windowOf(query, history);
  const { arrivalMs, class: classes, count } = history.requests;
  const wanted = query.class === null ? -1 : history.classes.indexOf(query.class);
  for (let row = 0; row < count; row++) {
    if (arrivalMs[row] < from || arrivalMs[row] >= until) continue;
    if (query.class === null || classes[row] === wanted) visit(row);
  }
}

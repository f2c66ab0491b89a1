/** What the grader's workers use of their global scope; `self` in a dedicated worker fits. */
export interface WorkerScope {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown): void;
}

/** Whether an exception tells that the engine's own stack ended: a RangeError in V8 and JavaScriptCore, an InternalError in Firefox. */
export function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError || (error instanceof Error && error.name === 'InternalError' && error.message === 'too much recursion');
}

// Parts of a drawing as buttons: one of them is a stop of Tab, arrow keys go from one to the next, Enter and Space choose.

/** Takes a key at one of `all`; `reached` is told which part has the focus now. */
export function onRovingKey(event: KeyboardEvent, all: readonly SVGElement[], reached: (one: SVGElement) => void, choose: () => void): void {
  const at = all.indexOf(event.currentTarget as SVGElement);
  const steps: { [key: string]: number | undefined } = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 };
  const next = all[steps[event.key] ?? -1];
  if (event.key === 'Enter' || event.key === ' ') choose();
  else if (next === undefined) return;
  else {
    reached(next);
    next.focus();
  }
  event.preventDefault();
}

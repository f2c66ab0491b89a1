// The width of an element, so that what it draws is drawn again for it.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Keeps `width` of its host: whole CSS pixels of its content. */
export class WidthObserver implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement & { width: number };
  #observer: ResizeObserver | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement & { width: number }) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry?.contentRect.width ?? 0);
      if (width > 0) this.#host.width = width;
    });
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }
}

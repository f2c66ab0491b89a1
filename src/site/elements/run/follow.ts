// An element that follows a moment: it is drawn again after each change, for as long as it is on the page.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Moment } from './moment.ts';

/** Ties a host to the moment that it has at the time; `changed` is called instead of a whole update where it is given. */
export class MomentFollower implements ReactiveController {
  readonly #host: ReactiveControllerHost & { moment: Moment | null };
  readonly #changed: () => void;
  #followed: Moment | null = null;
  #end: () => void = () => undefined;

  constructor(host: ReactiveControllerHost & { moment: Moment | null }, changed: () => void = () => host.requestUpdate()) {
    this.#host = host;
    this.#changed = changed;
    host.addController(this);
  }

  hostUpdate(): void {
    if (this.#host.moment !== this.#followed) this.#begin();
  }

  hostConnected(): void {
    this.#begin();
  }

  hostDisconnected(): void {
    this.#end();
    this.#followed = null;
  }

  #begin(): void {
    this.#end();
    this.#followed = this.#host.moment;
    this.#end = this.#followed?.follow(this.#changed) ?? (() => undefined);
  }
}

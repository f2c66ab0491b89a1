// scripts/app.js: the course kept on this computer. Loaded where it is kept already, where it runs as an installed app, and when somebody asks for it.
import { isInstalledApp } from '../page/app.ts';
import { Keeper } from '../app/keeper.ts';
import { KeepView } from '../app/keep-view.ts';
import { watchForEdition } from '../app/offer.ts';
import { courseRoot } from '../platform/root.ts';

declare global {
  /** Set by scripts/app.js. */
  var nspApp: Keeper | undefined;
}

// Two scripts of one page may ask for this one, each without knowing of the other.
if (self.nspApp === undefined) {
  const place = document.querySelector<HTMLElement>('.keep');
  const view = place === null ? null : new KeepView(place, () => keeper);
  const keeper = new Keeper(courseRoot(), (standing) => view?.show(standing));
  self.nspApp = keeper;
  void keeper.begin().then((registration) => {
    if (registration !== null) void watchForEdition();
    if (isInstalledApp()) void keeper.keepByItself();
  });
}

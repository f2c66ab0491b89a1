// scripts/class-pages.js: the pages join/ and class/, loaded by class.js.
import { ClassPage } from '../class/class-view.ts';
import { JoinView } from '../class/join-view.ts';
import { CLASS_CHANGED } from '../class/view.ts';

const place = document.querySelector<HTMLElement>('.class-app')!;
place.replaceChildren();
if (document.querySelector<HTMLMetaElement>('meta[name="page-kind"]')?.content === 'class') new ClassPage(place, self.nspClass!);
else {
  const view = new JoinView(place, self.nspClass!);
  document.addEventListener(CLASS_CHANGED, () => view.show());
}

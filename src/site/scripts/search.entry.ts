// scripts/search.js: the search, loaded when it is opened for the first time.
import { SearchDialog } from '../search/dialog.ts';

let dialog: SearchDialog | null = null;

self.nspOpenSearch = () => {
  dialog ??= new SearchDialog();
  dialog.open();
};

// The one script that every page runs: theme, progress, search and the workspace when the learner asks for them. Reading needs none of it.
import { preloadFont } from '../page/font.ts';
import { offerSearch } from '../page/open-search.ts';
import { openLinkedWorkspaces } from '../page/open-workspaces.ts';
import { unfoldForPrint } from '../page/print.ts';
import { followProgress } from '../page/progress.ts';
import { applyTheme, offerTheme } from '../page/theme.ts';

applyTheme();
preloadFont();
addEventListener('DOMContentLoaded', () => {
  offerTheme();
  offerSearch();
  unfoldForPrint();
  openLinkedWorkspaces();
  void followProgress();
});

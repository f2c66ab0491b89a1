// The one script that every page runs: theme, progress; search, workspace and questions when the learner turns to them. Reading needs none of it.
import { showControls, wakeQuestions } from '../page/ask.ts';
import { preloadFont } from '../page/font.ts';
import { offerSearch } from '../page/open-search.ts';
import { openLinkedWorkspaces } from '../page/open-workspaces.ts';
import { unfoldForPrint } from '../page/print.ts';
import { followProgress } from '../page/progress.ts';
import { applyTheme, offerTheme } from '../page/theme.ts';

applyTheme();
showControls();
preloadFont();
addEventListener('DOMContentLoaded', () => {
  offerTheme();
  offerSearch();
  unfoldForPrint();
  openLinkedWorkspaces();
  void wakeQuestions();
  void followProgress();
});

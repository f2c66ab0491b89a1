// The one script that every page runs: theme, progress; search, workspace and questions when the learner turns to them. Reading needs none of it.
import { runAsApp } from '../page/app.ts';
import { showControls, wakeQuestions } from '../page/ask.ts';
import { joinClass } from '../page/class.ts';
import { loadFont } from '../page/font.ts';
import { offerSearch } from '../page/open-search.ts';
import { openLinkedWorkspaces } from '../page/open-workspaces.ts';
import { unfoldForPrint } from '../page/print.ts';
import { followProgress } from '../page/progress.ts';
import { applyTheme, offerTheme } from '../page/theme.ts';
import { packageWindow } from '../platform/package-window.ts';

applyTheme();
packageWindow()?.enter(window);
showControls();
loadFont();
addEventListener('DOMContentLoaded', () => {
  offerTheme();
  offerSearch();
  unfoldForPrint();
  openLinkedWorkspaces();
  joinClass();
  runAsApp();
  void wakeQuestions();
  void followProgress();
});

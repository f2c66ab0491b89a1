// The one script that every page runs: theme, progress, and workspace and questions when the learner turns to them. Reading needs none of it.
import { showControls, wakeQuestions } from '../page/ask.ts';
import { preloadFont } from '../page/font.ts';
import { openLinkedWorkspaces } from '../page/open-workspaces.ts';
import { followProgress } from '../page/progress.ts';
import { applyTheme, offerTheme } from '../page/theme.ts';

applyTheme();
showControls();
preloadFont();
addEventListener('DOMContentLoaded', () => {
  offerTheme();
  openLinkedWorkspaces();
  void wakeQuestions();
  void followProgress();
});

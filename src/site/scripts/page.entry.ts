// The one script that every page runs: theme, progress, and the workspace when the learner asks for it. Reading needs none of it.
import { preloadFont } from '../page/font.ts';
import { openLinkedWorkspaces } from '../page/open-workspaces.ts';
import { followProgress } from '../page/progress.ts';
import { applyTheme, offerTheme } from '../page/theme.ts';

applyTheme();
preloadFont();
addEventListener('DOMContentLoaded', () => {
  offerTheme();
  openLinkedWorkspaces();
  void followProgress();
});

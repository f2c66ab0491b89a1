// The colours of ../../styles/tokens.css as Monaco themes. Keywords are bold ink, values accent, since they are what the learner changes; no state colour in syntax.
import { editor } from 'monaco-editor/editor';
import { type Palette, PALETTES } from './palette.ts';

/** Makes `nsp-light` and `nsp-dark` known to Monaco. */
export function defineThemes(): void {
  editor.defineTheme('nsp-light', themeOf(PALETTES.light, 'vs'));
  editor.defineTheme('nsp-dark', themeOf(PALETTES.dark, 'vs-dark'));
}

/** Lets every editor follow the page: `data-theme` on the root element, else the system's setting. */
export function followPageTheme(): void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    const chosen = document.documentElement.dataset['theme'] ?? (system.matches ? 'dark' : 'light');
    editor.setTheme(chosen === 'dark' ? 'nsp-dark' : 'nsp-light');
  };
  system.addEventListener('change', apply);
  new MutationObserver(apply).observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  apply();
}

function themeOf(palette: Palette, base: 'vs' | 'vs-dark'): editor.IStandaloneThemeData {
  const rule = (token: string, color: string, fontStyle = ''): editor.ITokenThemeRule => ({ token, foreground: color.slice(1), fontStyle });
  const { ink, ink2, ink3, accent } = palette;
  return {
    base,
    inherit: false,
    rules: [
      rule('', ink), rule('keyword', ink, 'bold'), rule('string', accent), rule('string.escape', accent), rule('number', accent), rule('regexp', accent),
      rule('comment', ink3), rule('delimiter', ink2), rule('identifier', ink), rule('type', ink), rule('invalid', palette.down),
    ],
    colors: colorsOf(palette),
  };
}

function colorsOf(palette: Palette): editor.IColors {
  const { bg, surface, sunken, line, edge, ink, ink2, ink3, accent, aw } = palette;
  // Monaco colours pairs of brackets by depth; here they are all punctuation.
  const brackets = Object.fromEntries([1, 2, 3, 4, 5, 6].map((depth) => [`editorBracketHighlight.foreground${depth}`, ink2]));
  return {
    ...brackets, 'editorBracketHighlight.unexpectedBracket.foreground': palette.down,
    foreground: ink, focusBorder: accent, 'editor.background': surface, 'editor.foreground': ink, 'editorCursor.foreground': ink,
    'editorLineNumber.foreground': ink3, 'editorLineNumber.activeForeground': ink, 'editor.lineHighlightBackground': bg, 'editor.lineHighlightBorder': '#00000000',
    'editor.selectionBackground': `${accent}40`, 'editor.inactiveSelectionBackground': `${accent}26`, 'editor.wordHighlightBackground': `${accent}1F`,
    'editor.wordHighlightStrongBackground': `${accent}33`, 'editor.findMatchBackground': `${accent}59`, 'editor.findMatchHighlightBackground': `${accent}33`,
    'editorIndentGuide.background1': line, 'editorIndentGuide.activeBackground1': edge, 'editorBracketMatch.background': aw, 'editorBracketMatch.border': accent,
    'editorError.foreground': palette.down, 'editorWarning.foreground': palette.deg, 'editorInfo.foreground': accent, 'editorHint.foreground': ink3,
    'editorWidget.background': surface, 'editorWidget.foreground': ink, 'editorWidget.border': edge, 'editorHoverWidget.background': surface,
    'editorHoverWidget.border': edge, 'editorHoverWidget.foreground': ink, 'editorHoverWidget.statusBarBackground': bg,
    'editorSuggestWidget.background': surface, 'editorSuggestWidget.border': edge, 'editorSuggestWidget.foreground': ink,
    'editorSuggestWidget.selectedBackground': aw, 'editorSuggestWidget.selectedForeground': ink, 'editorSuggestWidget.highlightForeground': accent,
    'editorSuggestWidget.focusHighlightForeground': accent, 'list.hoverBackground': sunken, 'list.highlightForeground': accent,
    'input.background': surface, 'input.foreground': ink, 'input.border': edge, 'inputOption.activeBorder': accent, 'widget.shadow': '#00000029',
    'textLink.foreground': accent, 'textLink.activeForeground': accent, 'textCodeBlock.background': sunken, descriptionForeground: ink2,
    'scrollbarSlider.background': `${edge}40`, 'scrollbarSlider.hoverBackground': `${edge}80`, 'scrollbarSlider.activeBackground': `${edge}A6`,
    'editorGutter.background': surface, 'editorGhostText.foreground': ink3, 'quickInput.background': surface, 'quickInput.foreground': ink,
    'menu.background': surface, 'menu.foreground': ink, 'menu.selectionBackground': aw, 'menu.selectionForeground': ink, 'menu.border': edge,
    'peekViewEditor.background': surface, 'peekViewResult.background': bg, 'peekView.border': edge,
  };
}

// The colours of ../../styles/tokens.css as Monaco themes. Keywords are bold ink, values accent, since they are what the learner changes; no state colour in syntax.
import { editor } from 'monaco-editor/editor';

/** Colours of one theme, `#RRGGBB`, by the names of the style sheet's tokens. */
export interface Palette {
  bg: string;
  surface: string;
  sunken: string;
  line: string;
  edge: string;
  ink: string;
  ink2: string;
  ink3: string;
  accent: string;
  'on-accent': string;
  aw: string;
  deg: string;
  down: string;
}

/** The light and the dark palette; Monaco takes numbers, not custom properties. */
export const PALETTES: { light: Palette; dark: Palette } = {
  light: {
    bg: '#F3F4F5', surface: '#FFFFFF', sunken: '#E9EBED', line: '#D3D8DC', edge: '#757E87', ink: '#13171A', ink2: '#434C54', ink3: '#5A646D',
    accent: '#0A5AA6', 'on-accent': '#FFFFFF', aw: '#E2EDF8', deg: '#855000', down: '#B01E2A',
  },
  dark: {
    bg: '#0B0E10', surface: '#121619', sunken: '#080A0B', line: '#2A3137', edge: '#717C86', ink: '#E6EAED', ink2: '#B2BBC3', ink3: '#929CA5',
    accent: '#74B9F3', 'on-accent': '#07131D', aw: '#11263A', deg: '#EBB556', down: '#FF857E',
  },
};

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
  return {
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
    'scrollbarSlider.background': `${edge}59`, 'scrollbarSlider.hoverBackground': `${edge}80`, 'scrollbarSlider.activeBackground': `${edge}A6`,
    'editorGutter.background': surface, 'editorGhostText.foreground': ink3, 'quickInput.background': surface, 'quickInput.foreground': ink,
    'menu.background': surface, 'menu.foreground': ink, 'menu.selectionBackground': aw, 'menu.selectionForeground': ink, 'menu.border': edge,
    'peekViewEditor.background': surface, 'peekViewResult.background': bg, 'peekView.border': edge,
  };
}

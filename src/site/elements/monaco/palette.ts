// The tokens of ../../styles/tokens.css as numbers, because Monaco takes no custom properties. A test compares the two.

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

/** The light and the dark palette. */
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

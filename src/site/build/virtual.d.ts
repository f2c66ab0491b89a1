/** Made by course-module.ts while the site is built. */
declare module 'virtual:course' {
  import type { Course } from '../../course/course.ts';
  /** The compiled course. */
  export const course: Course;
}

/** Made by measured/module.ts while the site is built. */
declare module 'virtual:measured' {
  import type { Measured } from './measured/measure.ts';
  /** What the lessons measure, by their ids. */
  export const measured: Measured;
}

/** Made by client-modules.ts while the site's scripts are built. */
declare module 'virtual:declarations' {
  /** The declarations of 'no-single-point' by file name. */
  export const DECLARATION_FILES: { readonly [fileName: string]: string };
}

/** The package brings no types; what font.ts uses of it. */
declare module 'subset-font' {
  interface SubsetOptions {
    targetFormat: 'woff2';
    variationAxes: { [axis: string]: { min: number; max: number } };
    /** Four letters each. */
    keepFeatures: string[];
    noHinting: boolean;
  }
  /** The font with only the characters of `text`. */
  export default function subsetFont(font: Buffer, text: string, options: SubsetOptions): Promise<Buffer>;
}

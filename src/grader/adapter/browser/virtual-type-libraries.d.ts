/** Made by type-libraries-plugin.ts while the site is built. */
declare module 'virtual:type-libraries' {
  /** TypeScript's ES2022 libraries by file name. */
  export const libs: { readonly [fileName: string]: string };
  /** The declarations of 'no-single-point' by file name. */
  export const declarations: { readonly [fileName: string]: string };
}

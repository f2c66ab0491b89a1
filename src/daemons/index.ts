// The door of this room: real files out of a model, a design out of real files.
export { parseFiles, type Imported } from './import/parse.ts';
export type { SourceFile } from './import/kinds.ts';
export { printDesign } from './import/typescript.ts';
export { renderModel } from './render.ts';
export type { FileRemark, RenderedFile } from './parts.ts';

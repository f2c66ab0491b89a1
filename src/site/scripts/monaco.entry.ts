// scripts/monaco.js and monaco.css: the editor, loaded when the learner goes to it.
import { declarations } from 'virtual:type-libraries';
import { createEditor } from '../elements/monaco/create.ts';
import { setUpLanguage } from '../elements/monaco/language.ts';
import { defineThemes, followPageTheme } from '../elements/monaco/theme.ts';
import type { MonacoStart } from '../elements/editor-handle.ts';

let isSetUp = false;

self.nspMonaco = {
  create(start: MonacoStart) {
    if (!isSetUp) {
      isSetUp = true;
      self.MonacoEnvironment = { getWorker: (_id, label) => start.startWorker(label === 'typescript' ? 'monaco-typescript' : 'monaco-editor') };
      setUpLanguage(declarations);
      defineThemes();
      followPageTheme();
    }
    return createEditor(start);
  },
};

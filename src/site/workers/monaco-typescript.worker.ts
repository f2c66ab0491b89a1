// Monaco's type checker: completion, hover and errors in the editor. It never touches the verdict.
import 'monaco-editor/language/typescript/ts.worker';

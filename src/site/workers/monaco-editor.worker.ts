// Monaco's own background work: word completion, links, differences.
import 'monaco-editor/editor/editor.worker';

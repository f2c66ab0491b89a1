// The type checker for devices without the big editor. It never touches the verdict.
import { declarations, libs } from 'virtual:type-libraries';
import { serveTypecheck } from '../../grader/adapter/browser/serve-typecheck.ts';

serveTypecheck(self, { libs, declarations });

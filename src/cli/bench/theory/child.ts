// A process for some seeds of one case: `node child.ts JOB`, the job as JSON. Prints the values as JSON.
import { perform, type Job } from './index.ts';

process.stdout.write(JSON.stringify(perform(JSON.parse(process.argv[2]!) as Job)));

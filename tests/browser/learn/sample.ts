// A lesson with a prediction and a question of every kind, put into a copy of the built site: what authors write may change, these do not.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LessonPrediction, Question } from '../../../src/course/learning.ts';
import { serveStatic } from '../../../src/server/static/index.ts';
import { dataFile } from '../../../src/site/build/data.ts';
import { predictHtml } from '../../../src/site/learn/predict-html.ts';
import { questionHtml } from '../../../src/site/learn/question-html.ts';
import { DIST, pageOf, type Site } from '../harness/site.ts';

/** One prediction of each kind. */
export const PREDICTIONS: LessonPrediction[] = [
  { id: 'p-number', ask: 'The run lasts two minutes, and users give up after 5 s. How many of 100 requests are answered in time?', form: { kind: 'number', unit: '%', least: 0, most: 100, measured: 'in-time' } },
  { id: 'p-choice', ask: 'What does the queue at `old` do?', form: { kind: 'choice', right: 'grows', options: [{ id: 'level', text: 'It stays level, because a quarter of the capacity is free.' }, { id: 'settles', text: 'It rises, then settles.' }, { id: 'grows', text: 'It grows for as long as the load lasts.' }] } },
  { id: 'p-curve', ask: 'How does the 99th percentile grow with the load?', form: { kind: 'curve', x: 'requests a second', y: 'latency', right: 'knee', measured: 'latency', options: [{ id: 'straight', text: 'In a straight line', points: [0, 0.5, 1] }, { id: 'knee', text: 'Slowly, then steeply', points: [0.05, 0.08, 0.15, 0.3, 1] }, { id: 'flat', text: 'It levels off', points: [0, 0.6, 0.8, 0.9, 0.95] }] } },
  { id: 'p-ranking', ask: 'Which server is busiest?', form: { kind: 'ranking', first: 'busiest', last: 'least busy', items: [{ id: 'a', text: '`web1`, 4 workers' }, { id: 'b', text: '`web2`, 8 workers' }, { id: 'c', text: '`web3`, 12 workers' }], right: ['a', 'b', 'c'] } },
];

const base = { lesson: 'sample', misconception: null };

/** One question of each kind. */
export const QUESTIONS: Question[] = [
  { ...base, id: 'q-choice', ask: 'Both servers get the same number of requests. Which number do you still need before you can call that fair?', why: 'Utilisation is the work that is asked for, divided by the work that can be done.', form: { kind: 'choice', options: [{ id: 'count', text: 'The number of connections', right: false, because: 'Connections count requests again, not work.' }, { id: 'busy', text: 'The utilisation of each server', right: true, because: 'It sets the work against what the server can do.' }, { id: 'memory', text: 'The memory of each server', right: false, because: '' }] } },
  { ...base, id: 'q-order', ask: 'A server dies. Put what happens in order.', why: 'The balancer learns of a silent server only when a check is not answered in time.', form: { kind: 'order', items: [{ id: 'dies', text: 'The host falls silent' }, { id: 'check', text: 'A health check times out' }, { id: 'down', text: 'HAProxy marks the server `DOWN`' }, { id: 'away', text: 'New requests go elsewhere' }], free: [] } },
  { ...base, id: 'q-match', ask: 'What does each file belong to?', why: 'Each daemon reads a file of its own.', form: { kind: 'match', pairs: [{ id: 'haproxy', left: '`haproxy.cfg`', right: 'load balancer' }, { id: 'keepalived', left: '`keepalived.conf`', right: 'virtual address' }, { id: 'nginx', left: '`nginx.conf`', right: 'load balancer' }], others: [{ id: 'dns', text: 'name server' }] } },
  { ...base, id: 'q-number', ask: 'Two servers can do 120/s and 40/s, and 140/s arrive in proportion. How busy is each?', why: '140 / 160 = 0.875.', form: { kind: 'number', unit: '%', right: 87.5, tolerance: 0.5 } },
  { ...base, id: 'q-line', ask: 'All requests go to one server. Which line is the cause?', why: 'A server marked `backup` gets requests only when all others are down.', form: { kind: 'line', title: 'haproxy.cfg', language: 'haproxy', code: 'backend site\n    balance roundrobin\n\n    server web1 10.0.0.11:8080 check\n    server web2 10.0.0.12:8080 check backup', right: 5, reasons: [{ id: 'backup', text: '`backup` waits until the others are down', right: true }, { id: 'check', text: '`check` takes the server out', right: false }] } },
];

const MEASURED: { [id: string]: string } = { 'p-number': ' data-text="62.7 %" data-value="62.7"', 'p-curve': ' data-points="10,20 40,24 80,40 120,90 150,300 158,900"' };

const SAMPLE = 'load-balancing/sample/index.html';

/** HTML of everything that is asked, as Predict.astro and Question.astro write it. */
const asks = (): string => PREDICTIONS.map((one) => `<div class="ask" data-ask="prediction:${one.id}"${MEASURED[one.id] ?? ''}>${predictHtml(one)}<details class="slot"><summary><span class="bare">Compare with the run</span><span class="live">Read on without a prediction</span></summary><p>Each second <code>old</code> is asked for 90 requests and finishes 80.</p><p>After 40 seconds about 400 requests stand in line.</p></details></div>`).join('<p>The next paragraph of the lesson.</p>')
  + `<h2>Recall</h2>${QUESTIONS.map(questionHtml).join('')}`;

/** Writes the sample lesson into a copy of the built site; returns its folder. */
function copyWithSample(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nsp (ä) '));
  cpSync(DIST, folder, { recursive: true });
  const lesson = readFileSync(join(DIST, pageOf('lesson').path), 'utf8');
  const head = lesson.includes('styles/learn.css') ? lesson : lesson.replace('</head>', '<link rel="stylesheet" href="../../styles/learn.css"></head>');
  const page = head.replace(/name="lesson" content="[^"]*"/, 'name="lesson" content="load-balancing/sample"').replace(/<section class="aims"[\s\S]*?(?=<nav class="nx")/, asks);
  const data = [dataFile('learn/load-balancing/sample', { predictions: PREDICTIONS, questions: QUESTIONS }), dataFile('questions', QUESTIONS.map((question) => ({ question, lesson: 'Even turns are not even load', address: SAMPLE })))];
  for (const { path, bytes } of [{ path: SAMPLE, bytes: page }, ...data]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  return folder;
}

/** The site with the sample lesson, served or double-clicked. */
export async function openSample(form: 'http' | 'file'): Promise<Site & { sample: string; review: string }> {
  const folder = copyWithSample();
  const server = form === 'http' ? await serveStatic({ dir: folder, port: 0 }) : null;
  const root = server?.url ?? pathToFileURL(folder + sep).href;
  const url = (path: string): string => new URL(path, root).href;
  return {
    form, url, sample: url(SAMPLE), review: url('review/index.html'),
    owns: (address) => address.startsWith(root) || /^(data|blob|about):/.test(address),
    async close() {
      await server?.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

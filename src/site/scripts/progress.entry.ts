// scripts/progress.js: the page of progress. All of it is made from what this browser keeps.
import { render } from 'lit';
import { offerToKeep } from '../page/keep.ts';
import { keys, read } from '../platform/store.ts';
import { calibrationView } from '../progress/calibration-chart.ts';
import { showStates } from '../progress/states.ts';
import { TransferView } from '../progress/transfer-view.ts';
import { calibrationOf } from '../records/calibration.ts';
import { decodePrediction } from '../records/prediction.ts';

async function show(): Promise<void> {
  const predictions = (await Promise.all((await keys('prediction:')).map(read))).flatMap((text) => decodePrediction(text) ?? []);
  render(calibrationView(calibrationOf(predictions)), document.querySelector<HTMLElement>('.sure')!);
  await showStates();
}

new TransferView(document.querySelector<HTMLElement>('.transfer')!, () => void show());
void show();
void offerToKeep();

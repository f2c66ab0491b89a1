// The fault matrix as text, for a terminal; and what has no row in the fault table.
import type { Cell, ComponentKind, Exploration, FaultName, Moment } from '../explore/exploration.ts';
import { NOT_TRIED } from '../explore/fault-table.ts';
import { SERVED_WITHIN_PCT } from '../explore/outcome.ts';
import { describeDiagnostic } from './diagnostics.ts';
import { formatNumber, plural } from './numbers.ts';

const KINDS: { readonly [kind in ComponentKind]: [string, string] } = {
  zone: ['zone', 'zones'], machine: ['machine', 'machines'], host: ['host', 'hosts'], 'load-balancer': ['load balancer', 'load balancers'], application: ['application', 'applications'],
  database: ['database node', 'database nodes'], link: ['link', 'links'],
};
const COLUMNS: { readonly [fault in FaultName]: string } = {
  crash: 'crash', hang: 'hang', slow: 'slow', errors: 'errors', closes: 'closes', stalls: 'stalls', loss: 'lost', partition: 'cut', 'partition-forth': 'one way', 'partition-back': 'other way',
};
/** Parts whose faults are alike share a table. */
const TABLES: readonly (readonly ComponentKind[])[] = [['load-balancer', 'application', 'database'], ['host', 'machine', 'zone'], ['link']];

const UNTRIED: { readonly [code: string]: string } = {
  'certificate-expired': 'an expired certificate', refuse: 'a process that lives and refuses connections', 'bad-answers': 'bad answers of load balancers and database nodes', cuts: 'an answer that ends in the middle',
  resets: 'a connection that is reset without an answer', 'lossy-link': 'a link that loses some packets', disk: 'a disk that is full, or forgets',
};

/** What is not tried and why, one clause each: "an expired certificate (not simulated)". */
export function untriedFaults(): string[] {
  return NOT_TRIED.map(({ code, because, as }) => {
    const name = as === null ? '' : COLUMNS[as];
    const why = code === 'certificate-expired' ? 'TLS is not simulated' : because === 'not-simulated' ? 'not simulated' : because === 'same' ? `to others the same as: ${name}` : `milder than: ${name}`;
    return `${UNTRIED[code] ?? code} (${why})`;
  });
}

/** The whole matrix in lines of text; where nothing was explored, why. */
export function explorationLines(exploration: Exploration): string[] {
  const { cells, components, diagnostics, moments, seeds, horizonMs } = exploration;
  if (diagnostics.length > 0) return diagnostics.map((found) => `${found.place === null ? '' : `Line ${found.place.line}: `}${describeDiagnostic(found).message}`);
  const single = cells.filter(({ faults }) => faults.length === 1);
  const failing = single.filter(isFailure).length;
  return [
    `${plural(components.length, 'part')}, ${plural(single.length, 'fault')}: ${failing === 0 ? 'no fault stops the service or loses a confirmed write.' : `${plural(failing, 'fault')} ${failing === 1 ? 'stops' : 'stop'} the service or ${failing === 1 ? 'loses' : 'lose'} confirmed writes.`}`,
    `Each is watched for ${horizonMs / 1000} s on seed ${seeds[0]}; what stops the service or loses writes was run again on all ${seeds.length} seeds. Load: run ${exploration.run}. Fault table ${exploration.table}.`,
    ...moments.flatMap((moment, at) => momentLines(exploration, moment, at)),
    ...pairLines(exploration),
    '', `Not tried: ${untriedFaults().join('; ')}.`,
  ];
}

const isFailure = ({ outcome }: Cell): boolean => outcome === 'down' || outcome === 'data-lost';

function momentLines({ cells, components }: Exploration, moment: Moment, at: number): string[] {
  const here = cells.filter((cell) => cell.moment === at && cell.faults.length === 1);
  if (here.length === 0) return [];
  const tables = TABLES.flatMap((kinds) => {
    const inTable = here.filter(({ faults: [{ component }] }) => kinds.includes(components[component].kind));
    const faults = (Object.keys(COLUMNS) as FaultName[]).filter((fault) => inTable.some((cell) => cell.faults[0].fault === fault));
    const rows = components.flatMap(({ name, kind }, component) => {
      const own = inTable.filter((cell) => cell.faults[0].component === component);
      return own.length === 0 ? [] : [[kind === 'link' ? name : `${KINDS[kind][0]} ${name}`, ...faults.map((fault) => textOf(own.find((cell) => cell.faults[0].fault === fault)))]];
    });
    return rows.length === 0 ? [] : ['', ...aligned([['', ...faults.map((fault) => COLUMNS[fault])], ...rows])];
  });
  return ['', titleOf(moment), baselineText(here), ...tables];
}

function titleOf({ id, atMs }: Moment): string {
  const [kind, name] = [id.slice(0, id.indexOf(':')), id.slice(id.indexOf(':') + 1)];
  const at = `at ${formatNumber(atMs / 1000, 1)} s`;
  if (kind === 'during') return `While ${name} fails over, ${at}`;
  return kind === 'promoting' ? `While a successor of ${name} is promoted, ${at}` : `In steady state, ${at}`;
}

/** What "served" is relative to: a load that fails by itself makes low shares that are no fault's doing. */
function baselineText(cells: readonly Cell[]): string {
  const shares = cells.map(({ baselinePct }) => baselinePct ?? 100);
  const [least, most] = [Math.min(...shares), Math.max(...shares)].map((share) => formatNumber(share, 1));
  return `Answered without the fault: ${least === most ? '' : `${least} to `}${most} %. Served: at most ${SERVED_WITHIN_PCT} % fewer than that.`;
}

/** One cell in a word and its number. */
function textOf(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  switch (cell.outcome) {
    case 'served': return 'served';
    case 'degraded': return `${formatNumber(cell.servedPct ?? 0, 1)} %`;
    case 'data-lost': return `lost ${formatNumber(cell.writesAtRisk, 0)}`;
    case 'down': return 'DOWN';
  }
}

/** All columns as wide as their widest entry. */
function aligned(rows: readonly string[][]): string[] {
  const widths = rows[0].map((_, column) => rows.reduce((most, row) => Math.max(most, row[column].length), 0));
  return rows.map((row) => `  ${row.map((text, column) => text.padEnd(widths[column])).join('  ')}`.trimEnd());
}

/** Pairs are many: those that fail although neither of the two does alone. */
function pairLines({ cells, components, hasPairs }: Exploration): string[] {
  if (!hasPairs) return [];
  const pairs = cells.filter(({ faults }) => faults.length === 2);
  const failsAlone = new Set(cells.filter((cell) => cell.faults.length === 1 && cell.moment === 0 && isFailure(cell)).map(({ faults: [one] }) => `${one.component} ${one.fault}`));
  const failing = pairs.filter(isFailure);
  const together = failing.filter(({ faults }) => !faults.some(({ component, fault }) => failsAlone.has(`${component} ${fault}`)));
  const rows = together.map((cell) => [cell.faults.map(({ component, fault }) => `${components[component].name} ${COLUMNS[fault]}`).join(' + '), textOf(cell)]);
  return ['', `Pairs: ${failing.length} of ${pairs.length} stop the service or lose writes, ${together.length} of them although neither fault does so alone.`, ...(rows.length === 0 ? [] : aligned(rows))];
}

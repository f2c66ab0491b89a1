// The rows and columns of the matrix at one moment: parts grouped by kind, a column for each fault that any of them can have.
import { type Cell, type ComponentKind, FAULT_NAMES, type FaultName } from '../../../grader/explore/exploration.ts';
import { cellsAt, type Found, type FoundCell } from './findings.ts';

/** Order of the groups: what requests meet first, then what everything stands on. */
const KINDS: readonly ComponentKind[] = ['load-balancer', 'application', 'database', 'host', 'machine', 'zone', 'link'];

/** One column; losing a host and cutting a link never happen to the same part, so they share one. */
export interface Column {
  title: string;
  faults: readonly FaultName[];
}

const TITLES: { readonly [fault in Exclude<FaultName, 'loss' | 'partition'>]: string } = { crash: 'Crash', hang: 'Hang', slow: 'Slow', errors: 'Errors', closes: 'No answer', stalls: 'Stalls', 'partition-forth': 'Cut one way', 'partition-back': 'Cut the other way' };

/** One part; a cell of a column that does not apply to it is null. */
export interface Row {
  /** Position in the exploration's components. */
  component: number;
  name: string;
  cells: (FoundCell | null)[];
}

/** Parts of one kind. */
export interface RowGroup {
  kind: ComponentKind;
  rows: Row[];
}

/** The matrix at one moment. */
export interface Grid {
  columns: Column[];
  groups: RowGroup[];
}

/** Columns are those of all moments, so that nothing moves when another one is chosen. Parts that no fault is tried on have no row. */
export function gridOf(found: Found, moment: number): Grid {
  const tried = new Set<FaultName>();
  const touched = new Set<number>();
  for (const cell of found.cells) for (const { component, fault } of cell?.faults ?? []) {
    tried.add(fault);
    touched.add(component);
  }
  const columns = columnsOf(tried);
  const single = new Map(cellsAt(found, moment, 1).map((one) => [`${one.cell.faults[0]!.component} ${one.cell.faults[0]!.fault}`, one]));
  const row = (component: number): Row => ({
    component, name: found.components[component]!.name,
    cells: columns.map(({ faults }) => faults.map((fault) => single.get(`${component} ${fault}`)).find((cell) => cell !== undefined) ?? null),
  });
  const rowsOf = (kind: ComponentKind): Row[] => found.components.flatMap((component, at) => (component.kind === kind && touched.has(at) ? [row(at)] : []));
  return { columns, groups: KINDS.map((kind) => ({ kind, rows: rowsOf(kind) })).filter(({ rows }) => rows.length > 0) };
}

function columnsOf(tried: ReadonlySet<FaultName>): Column[] {
  const own = FAULT_NAMES.flatMap((fault) => (tried.has(fault) && fault !== 'loss' && fault !== 'partition' ? [{ title: TITLES[fault], faults: [fault] }] : []));
  const [loss, cut] = [tried.has('loss'), tried.has('partition')];
  if (!loss && !cut) return own;
  return [...own, { title: loss && cut ? 'Lost or cut' : loss ? 'Lost' : 'Cut', faults: ['loss', 'partition'] }];
}

/** A step of the focus: the place of the next cell, `null` where there is none that way. Rows count through all groups; blanks are passed over. */
export function neighbour({ columns, groups }: Grid, from: { row: number; column: number }, key: string, isWhole: boolean): { row: number; column: number } | null {
  const rows = groups.flatMap((group) => group.rows).map(({ cells }) => cells.flatMap((cell, at) => (cell === null ? [] : [at])));
  const nearest = (row: number, column: number): { row: number; column: number } => ({ row, column: [...rows[row]!].sort((a, b) => Math.abs(a - column) - Math.abs(b - column))[0]! });
  const filled = rows.flatMap((cells, row) => (cells.length > 0 ? [row] : []));
  const here = rows[from.row] ?? [];
  const inRow = (column: number | undefined) => (column === undefined ? null : { row: from.row, column });
  const inColumn = (row: number | undefined) => (row === undefined ? null : nearest(row, from.column));
  switch (key) {
    case 'ArrowRight': return inRow(here.find((column) => column > from.column));
    case 'ArrowLeft': return inRow(here.findLast((column) => column < from.column));
    case 'ArrowDown': return inColumn(filled.find((row) => row > from.row));
    case 'ArrowUp': return inColumn(filled.findLast((row) => row < from.row));
    case 'Home': return isWhole ? nearest(filled[0] ?? 0, 0) : inRow(here[0]);
    case 'End': return isWhole ? nearest(filled.at(-1) ?? 0, columns.length) : inRow(here.at(-1));
    default: return null;
  }
}

/** The run behind a cell: faults, and as long as it was watched. */
export function watchedMs(cell: Cell, found: Pick<Found, 'moments'>, horizonMs: number): number {
  return (found.moments[cell.moment]?.atMs ?? 0) + horizonMs;
}

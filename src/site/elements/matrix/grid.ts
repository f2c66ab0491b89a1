// The rows and columns of the matrix at one moment: parts grouped by kind, a table for those that can have the same faults.
import { type Cell, type ComponentKind, FAULT_NAMES, type FaultName } from '../../../grader/explore/exploration.ts';
import { cellsAt, type Found, type FoundCell } from './findings.ts';

/** Tables, each with the groups of rows in it: what requests meet first, then what everything stands on. */
const FAMILIES: readonly { title: string; kinds: readonly ComponentKind[] }[] = [
  { title: 'Processes', kinds: ['load-balancer', 'application', 'database'] },
  { title: 'What they run on', kinds: ['host', 'machine', 'zone'] },
  { title: 'Links', kinds: ['link'] },
];

/** Heads of the columns. */
const TITLES: { readonly [fault in FaultName]: string } = {
  crash: 'Crash', hang: 'Hang', slow: 'Slow', errors: 'Errors', closes: 'Closes', stalls: 'Stalls', loss: 'Lost', partition: 'Cut', 'partition-forth': 'Cut one way', 'partition-back': 'Other way',
};

/** One column. */
export interface Column {
  title: string;
  fault: FaultName;
}

/** One part; a cell of a fault that it cannot have is null. */
export interface Row {
  /** Position in the exploration's components. */
  component: number;
  name: string;
  /** Its place among the rows of all tables. */
  at: number;
  cells: (FoundCell | null)[];
}

/** Parts of one kind. */
export interface RowGroup {
  kind: ComponentKind;
  rows: Row[];
}

/** One table of the matrix. */
export interface Family {
  title: string;
  columns: Column[];
  groups: RowGroup[];
}

/** The matrix at one moment: columns and rows are those of all moments, so that nothing moves when another one is chosen. Parts that no fault is tried on have no row. */
export function gridOf(found: Found, moment: number): Family[] {
  const tried = new Map<number, Set<FaultName>>();
  for (const cell of found.cells) for (const { component, fault } of cell?.faults ?? []) tried.set(component, (tried.get(component) ?? new Set()).add(fault));
  const single = new Map(cellsAt(found, moment, 1).map((one) => [`${one.cell.faults[0]!.component} ${one.cell.faults[0]!.fault}`, one]));
  let at = 0;
  return FAMILIES.map(({ title, kinds }): Family => {
    const members = found.components.flatMap(({ kind }, component) => (kinds.includes(kind) && tried.has(component) ? [component] : []));
    const columns = FAULT_NAMES.filter((fault) => members.some((component) => tried.get(component)!.has(fault))).map((fault) => ({ title: TITLES[fault], fault }));
    const rowsOf = (kind: ComponentKind): Row[] => members.filter((component) => found.components[component]!.kind === kind)
      .map((component) => ({ component, name: found.components[component]!.name, at: at++, cells: columns.map(({ fault }) => single.get(`${component} ${fault}`) ?? null) }));
    return { title, columns, groups: kinds.map((kind) => ({ kind, rows: rowsOf(kind) })).filter(({ rows }) => rows.length > 0) };
  }).filter(({ groups }) => groups.length > 0);
}

/** The rows of all tables, from above. */
export const allRows = (families: readonly Family[]): Row[] => families.flatMap(({ groups }) => groups.flatMap(({ rows }) => rows));

/** A step of the focus: the place of the next cell, `null` where there is none that way. Rows count through all tables; blanks are passed over. */
export function neighbour(families: readonly Family[], from: { row: number; column: number }, key: string, isWhole: boolean): { row: number; column: number } | null {
  const rows = allRows(families).map(({ cells }) => cells.flatMap((cell, at) => (cell === null ? [] : [at])));
  const nearest = (row: number, column: number): { row: number; column: number } => ({ row, column: [...rows[row]!].reduce((best, one) => (Math.abs(one - column) < Math.abs(best - column) ? one : best)) });
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
    case 'End': return isWhole ? nearest(filled.at(-1) ?? 0, FAULT_NAMES.length) : inRow(here.at(-1));
    default: return null;
  }
}

/** The run behind a cell: faults, and as long as it was watched. */
export function watchedMs(cell: Cell, found: Pick<Found, 'moments'>, horizonMs: number): number {
  return (found.moments[cell.moment]?.atMs ?? 0) + horizonMs;
}

// Records of comma-separated values that spreadsheets read and do not compute.
/** A cell: numbers are written as they are, null is an empty cell. */
export type Cell = string | number | null;

/** What spreadsheets take for the beginning of a formula, its full-width forms included; in many countries a semicolon begins a cell. */
const FORMULA = /^(?=[=+\-@\t\r\n＝＋－＠])|(?<=[;\t\r\n])(?=[=+\-@＝＋－＠])/gu;

/** Mark of byte order, to stand before the first record: without it Excel reads names in another encoding than UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

/**
 * One record by RFC 4180, without its line end: cells with commas, quotes or line ends stand in quotes. A text that a spreadsheet would compute gets an
 * apostrophe in front, as OWASP advises against formula injection.
 */
export function csvRecord(cells: readonly Cell[]): string {
  return cells.map((cell) => {
    if (typeof cell !== 'string') return cell === null ? '' : String(cell);
    const safe = cell.replace(FORMULA, "'");
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }).join(',');
}

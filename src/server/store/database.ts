// What the rooms of the server know of a database: plain SQL in the subset that SQLite and PostgreSQL share, with `?` for each parameter.

/** What a column or a parameter holds: text, a whole number up to 2⁵³ or a fraction, or nothing. */
export type Value = string | number | null;

/** One row, by column. */
export type Row = Record<string, Value>;

/** Where statements go: a database, or a transaction that is open. */
export interface Connection {
  /** Every row of a query. */
  all<R extends Row>(sql: string, ...values: Value[]): Promise<R[]>;
  /** The first row of a query; null: there is none. */
  first<R extends Row>(sql: string, ...values: Value[]): Promise<R | null>;
  /** Runs a statement; the number of rows that it changed. */
  run(sql: string, ...values: Value[]): Promise<number>;
}

/** One database. Whatever a promise has resolved for is on disk. */
export interface Database extends Connection {
  readonly kind: 'sqlite' | 'postgresql';
  /**
   * All of `work`, or nothing of it: it is rolled back when `work` rejects. Statements of others never come between. Where the database asks for it (a deadlock, a
   * conflict of two transactions), `work` is run again from the start, so it must have no other effects.
   */
  transaction<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  /** Waits for what is under way and lets go of the database. */
  close(): Promise<void>;
}

/** A database that cannot be used at the moment: gone, full, locked, too slow. What was asked for may or may not have happened. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
  /** Whether it is the disk that is full. */
  readonly isFull: boolean;

  constructor(message: string, options: { cause: unknown; isFull?: boolean }) {
    super(message, options);
    this.isFull = options.isFull ?? false;
  }
}

/** A row that must be unique, or must point at another, does not. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
}

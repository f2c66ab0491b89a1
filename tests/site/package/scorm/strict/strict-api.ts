// The API of a learning system that lets nothing pass: session states, error codes and the data model with its limits, as the standards have them.

/** What one element of the data model is. */
export interface ElementRule {
  /** `#` stands for the number of a row. */
  name: string;
  access: 'read' | 'write' | 'both';
  /** The error code for a value that is none; null: it is one. */
  check?: (value: string) => string | null;
  /** What it is at first; none: reading it is an error where the standard has it so. */
  initial?: string;
}

/** Codes for what goes wrong. */
export interface Codes {
  argument: string; general: string; initializedTwice: string; initializedAfterEnd: string; endBefore: string; endAfter: string;
  getBefore: string; getAfter: string; setBefore: string; setAfter: string; commitBefore: string; commitAfter: string; commitFailed: string;
  unknown: string; unsupported: string; readOnly: string; writeOnly: string; noValue: string; outOfOrder: string; noId: string; sameId: string;
}

/** A standard: names of its functions, codes, texts, elements. */
export interface Standard {
  words: { initialize: string; terminate: string; get: string; set: string; commit: string; lastError: string; errorString: string; diagnostic: string };
  codes: Codes;
  texts: Readonly<Record<string, string>>;
  elements: readonly ElementRule[];
  /** Elements that must be set before others of the same row; null: none. */
  rowId: string | null;
}

/** How this system is. */
export interface Habits {
  /** Elements that it does not support: the beginnings of their names. */
  unsupported?: string[];
  /** What it holds at first. */
  holds?: Record<string, string>;
  /** Characters of `cmi.suspend_data` that it keeps; what is more is cut off without a word. */
  cutsStateAt?: number;
}

/** One launch of it. */
export class StrictSystem {
  readonly #standard: Standard;
  readonly #habits: Habits;
  #state: 'before' | 'open' | 'after' = 'before';
  #code = '0';
  /** What it was given, not stored yet. */
  readonly values = new Map<string, string>();
  /** What it has stored. */
  stored = new Map<string, string>();
  /** True: it cannot store anything. */
  isFailing = false;
  /** Every call, such as `LMSSetValue cmi.core.exit suspend`. */
  readonly calls: string[] = [];
  /** Every error: code and call. */
  readonly errors: string[] = [];

  constructor(standard: Standard, habits: Habits = {}) {
    this.#standard = standard;
    this.#habits = habits;
    for (const { name, initial } of standard.elements) if (initial !== undefined && !name.includes('#')) this.values.set(name, initial);
    for (const [name, value] of Object.entries(habits.holds ?? {})) this.values.set(name, value);
    this.stored = new Map(this.values);
  }

  /** The object that a course finds. */
  api(): Record<string, (...given: unknown[]) => string> {
    const { words } = this.#standard;
    return {
      [words.initialize]: (...given) => this.#answer(words.initialize, given, () => this.#initialize(given)),
      [words.terminate]: (...given) => this.#answer(words.terminate, given, () => this.#terminate(given)),
      [words.commit]: (...given) => this.#answer(words.commit, given, () => this.#commit(given)),
      [words.set]: (...given) => this.#answer(words.set, given, () => this.#setValue(given)),
      [words.get]: (...given) => this.#getValue(words.get, given),
      [words.lastError]: () => this.#code,
      [words.errorString]: (code) => this.#standard.texts[String(code)] ?? '',
      [words.diagnostic]: (code) => (code === '0' ? '' : `Diagnosis of ${String(code)}`),
    };
  }

  #note(word: string, given: unknown[], code: string): void {
    this.#code = code;
    this.calls.push([word, ...given].join(' ').trim());
    if (code !== '0') this.errors.push([code, word, ...given].join(' ').trim());
  }

  #answer(word: string, given: unknown[], act: () => string): string {
    const code = act();
    this.#note(word, given, code);
    return String(code === '0');
  }

  #initialize(given: unknown[]): string {
    const { codes } = this.#standard;
    if (given.length !== 1 || given[0] !== '') return codes.argument;
    if (this.#state !== 'before') return this.#state === 'open' ? codes.initializedTwice : codes.initializedAfterEnd;
    this.#state = 'open';
    return '0';
  }

  #terminate(given: unknown[]): string {
    const { codes } = this.#standard;
    if (given.length !== 1 || given[0] !== '') return codes.argument;
    if (this.#state !== 'open') return this.#state === 'before' ? codes.endBefore : codes.endAfter;
    this.#state = 'after';
    if (!this.isFailing) this.stored = new Map(this.values);
    return '0';
  }

  #commit(given: unknown[]): string {
    const { codes } = this.#standard;
    if (given.length !== 1 || given[0] !== '') return codes.argument;
    if (this.#state !== 'open') return this.#state === 'before' ? codes.commitBefore : codes.commitAfter;
    if (this.isFailing) return codes.commitFailed;
    this.stored = new Map(this.values);
    return '0';
  }

  #setValue(given: unknown[]): string {
    const { codes } = this.#standard;
    if (this.#state !== 'open') return this.#state === 'before' ? codes.setBefore : codes.setAfter;
    if (given.length !== 2 || typeof given[0] !== 'string' || typeof given[1] !== 'string') return codes.argument;
    const [element, value] = given as [string, string];
    const rule = this.#rule(element);
    if (typeof rule === 'string') return rule;
    if (rule.access === 'read') return codes.readOnly;
    const problem = rule.check?.(value) ?? this.#rowProblem(element, value);
    if (problem !== null) return problem;
    this.values.set(element, element === 'cmi.suspend_data' ? value.slice(0, this.#habits.cutsStateAt ?? Infinity) : value);
    return '0';
  }

  #getValue(word: string, given: unknown[]): string {
    const { codes } = this.#standard;
    const refuse = (code: string): string => {
      this.#note(word, given, code);
      return '';
    };
    if (this.#state !== 'open') return refuse(this.#state === 'before' ? codes.getBefore : codes.getAfter);
    const element = String(given[0]);
    if (element === 'cmi.objectives._count' && !this.#isUnsupported(element)) {
      this.#note(word, given, '0');
      return String(this.#rows());
    }
    const rule = this.#rule(element);
    if (typeof rule === 'string') return refuse(rule);
    if (rule.access === 'write') return refuse(codes.writeOnly);
    const row = /^cmi\.objectives\.(\d+)\./.exec(element)?.[1];
    if (row !== undefined && Number(row) >= this.#rows()) return refuse(codes.outOfOrder);
    const value = this.values.get(element);
    if (value === undefined && codes.noValue !== '0') return refuse(codes.noValue);
    this.#note(word, given, '0');
    return value ?? '';
  }

  #rule(element: string): ElementRule | string {
    if (this.#isUnsupported(element)) return this.#standard.codes.unsupported;
    const name = element.replace(/\.\d+(?=\.)/g, '.#');
    return this.#standard.elements.find((rule) => rule.name === name) ?? this.#standard.codes.unknown;
  }

  #isUnsupported(element: string): boolean {
    return this.#habits.unsupported?.some((start) => element.startsWith(start)) ?? false;
  }

  #rows(): number {
    return new Set([...this.values.keys()].flatMap((name) => /^cmi\.objectives\.(\d+)\./.exec(name)?.[1] ?? [])).size;
  }

  /** Rows are begun in order; in SCORM 2004 each begins with an id that no other row has, and that stays. */
  #rowProblem(element: string, value: string): string | null {
    const { codes, rowId } = this.#standard;
    const row = /^cmi\.objectives\.(\d+)\.(.+)$/.exec(element);
    if (row === null) return null;
    if (Number(row[1]) > this.#rows()) return codes.outOfOrder;
    if (rowId === null) return null;
    const own = this.values.get(`cmi.objectives.${row[1]}.${rowId}`);
    if (row[2] !== rowId) return own === undefined ? codes.noId : null;
    const isTaken = [...this.values].some(([name, held]) => name.startsWith('cmi.objectives.') && name.endsWith(`.${rowId}`) && name !== element && held === value);
    return isTaken || (own !== undefined && own !== value) ? codes.sameId : null;
  }
}

/** Checks a value against a form. */
export const form = (pattern: RegExp, code: string) => (value: string): string | null => (pattern.test(value) ? null : code);

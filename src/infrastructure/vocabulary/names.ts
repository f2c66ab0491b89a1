declare const undeclared: unique symbol;

/** Stands where a name is wanted and nothing of that kind is declared yet; `Where` says where to declare it. No value has this type. */
export interface Undeclared<Where extends string> {
  readonly [undeclared]: Where;
}

/** One of the declared names. The editor completes them and underlines any other. */
export type Known<Name, Where extends string> = [Name] extends [never] ? Undeclared<Where> : NoInfer<Name>;

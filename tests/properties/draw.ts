// Values for the fields of the vocabulary that the simulator honours, drawn from its schema. Names are positions in lists that `assemble` knows.
import fc from 'fast-check';
import { formatDuration } from '../../src/infrastructure/duration.ts';
import { ALLOWED, type Allowed } from '../../src/simulation/unsimulated/allowed.ts';
import { DESIGN_SHAPE, type Shape } from '../infrastructure/schema/shape.ts';

/** A name that is not chosen yet: a position in the list of what may be named there, counted round and round. */
export interface Pick { pick: number }

/** A design before its names: objects, words and numbers, lists in place of things by name. */
export type Raw = { [field: string]: unknown };

const TEXTS: { [rule: string]: string[] } = { path: ['/', '/health', '/status'], token: ['X-User', 'SRV'], words: ['read', 'write', 'east'], domain: ['shop.example'], key: ['$request_uri', '$remote_addr', '$uri'] };

/** Durations that designs have; the shortest and the longest of a field come beside them. */
const DURATIONS_MS = [1000, 2000, 5000, 500, 200, 100, 10_000, 50, 30_000, 86_400_000];

function duration({ min, max, step }: Extract<Shape, { kind: 'duration' }>): fc.Arbitrary<unknown> {
  const usual = DURATIONS_MS.filter((ms) => ms >= min && ms <= max && ms % step === 0);
  return fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: fc.constantFrom(min, max) }).map(formatDuration);
}

function number({ min, max }: Extract<Shape, { kind: 'number' }>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 6, arbitrary: fc.integer({ min, max: Math.min(max, min + 6) }) }, { weight: 1, arbitrary: fc.integer({ min, max: Math.min(max, min + 300) }) }, { weight: 1, arbitrary: fc.constant(max) });
}

/** Of six, how many have a field that may be absent: most designs have a room of the vocabulary, few have a single setting. Smaller is without it. */
function maybe(drawn: fc.Arbitrary<unknown>, present: number): fc.Arbitrary<unknown> {
  return fc.oneof({ withCrossShrink: true }, { weight: 6 - present, arbitrary: fc.constant(undefined) }, { weight: present, arbitrary: drawn });
}

function presentOf(shape: Shape, isRoom: boolean): number {
  if (isRoom) return 4;
  return shape.kind === 'fields' || shape.kind === 'named' || shape.kind === 'forms' ? 3 : 1;
}

function inner(allowed: Allowed, field: string): Allowed | undefined {
  return typeof allowed === 'object' ? allowed[field] : true;
}

/** Things by name are lists here; `longest` bounds every list. */
function draw(shape: Shape, allowed: Allowed, longest: number, isWhole = false): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case 'fields': {
      const simulated = Object.entries(shape.fields).filter(([name]) => inner(allowed, name) !== undefined);
      return fc.record(Object.fromEntries(simulated.map(([name, field]) => {
        const drawn = draw(field.shape, inner(allowed, name)!, longest);
        return [name, field.optional ? maybe(drawn, presentOf(field.shape, isWhole)) : drawn];
      })));
    }
    case 'named': return fc.array(draw(shape.item, inner(allowed, '*')!, longest), { minLength: Math.max(1, shape.least), maxLength: Math.min(shape.most, longest) });
    case 'list': return fc.array(draw(shape.item, inner(allowed, '[]')!, longest), { minLength: Math.max(1, shape.least), maxLength: Math.min(shape.most, longest) });
    case 'forms': return fc.oneof({ withCrossShrink: true }, ...shape.forms.map((form) => draw(form, allowed, longest)));
    case 'word': return fc.constantFrom(...shape.options);
    case 'flag': return fc.boolean();
    case 'duration': return duration(shape);
    case 'number': return number(shape);
    case 'text': return fc.constantFrom(...TEXTS[shape.rule]!);
    case 'name': return fc.nat(63).map((pick): Pick => ({ pick }));
    case 'address': return fc.nat(63).map((last) => `10.0.0.${last + 1}`);
  }
}

/** Every honoured field of a design, with at most four things of a kind. */
export const rawDesign = draw(DESIGN_SHAPE, ALLOWED, 4, true) as fc.Arbitrary<Raw>;

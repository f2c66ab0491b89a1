// Every field that a design can have, each with a design around it that has what is required beside it.
import { formatDuration } from '../../../src/infrastructure/duration.ts';
import type { Shape } from './shape.ts';

/** A place that takes one value, or one of several forms. */
export interface Field {
  path: (string | number)[];
  shape: Shape;
  /** The smallest design that has this field, with a value there. */
  designWith: (value: unknown) => unknown;
}

const TEXTS: { [rule: string]: string } = { path: '/', token: 'SRV', words: 'east', domain: 'shop.example', key: '$request_uri' };

/** The smallest value of a shape. Names are those of nothing: what they refer to is another question. */
function least(shape: Shape): unknown {
  switch (shape.kind) {
    case 'number': return shape.min;
    case 'duration': return formatDuration(shape.min);
    case 'word': return shape.options[0];
    case 'text': return TEXTS[shape.rule];
    case 'flag': return false;
    case 'name': return 'one';
    case 'address': return '10.0.0.1';
    case 'list': return Array.from({ length: shape.least }, () => least(shape.item));
    case 'named': return Object.fromEntries(Array.from({ length: shape.least }, (_, at) => [`x${at}`, least(shape.item)]));
    case 'fields': return Object.fromEntries(Object.entries(shape.fields).filter(([, { optional }]) => !optional).map(([name, field]) => [name, least(field.shape)]));
    case 'forms': return least(shape.forms[0]!);
  }
}

/** All fields of a shape, those with fields of their own included. */
export function fieldsOf(shape: Shape, path: Field['path'] = [], designWith: Field['designWith'] = (value) => value): Field[] {
  switch (shape.kind) {
    case 'fields': return Object.entries(shape.fields).flatMap(([name, field]) => {
      const around = (value: unknown): unknown => designWith({ ...(least(shape) as object), [name]: value });
      return [...own(field.shape, [...path, name], around), ...fieldsOf(field.shape, [...path, name], around)];
    });
    case 'named': return inner(shape.item, [...path, 'x0'], (value) => designWith({ x0: value }));
    case 'list': return inner(shape.item, [...path, 0], (value) => designWith([value]));
    case 'forms': return shape.forms.flatMap((form) => fieldsOf(form, path, designWith));
    default: return [];
  }
}

function inner(item: Shape, path: Field['path'], designWith: Field['designWith']): Field[] {
  return [...own(item, path, designWith), ...fieldsOf(item, path, designWith)];
}

/** A field that takes an object, a list or things by name is asked about through what it holds. */
function own(shape: Shape, path: Field['path'], designWith: Field['designWith']): Field[] {
  return shape.kind === 'fields' || shape.kind === 'list' || shape.kind === 'named' ? [] : [{ path, shape, designWith }];
}

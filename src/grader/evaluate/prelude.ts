// Runs in the sandbox before the learner's code. It keeps the built-ins that it needs, since the learner's code can replace every one of them.

/** Levels of objects and lists in a design. */
export const VALUE_DEPTH_LIMIT = 32;
/** Objects, lists and plain values in a design. */
export const VALUE_COUNT_LIMIT = 200_000;
/** Characters of all names and texts in a design. */
export const VALUE_TEXT_LIMIT = 2_000_000;

/**
 * Source of a script whose value is `{ read, describe }`, two functions of the sandbox.
 *
 * `read(value)` returns a text: `=` and the value as JSON, or `!` and why it is not data. A list is written as `["list", …]`, a number that JSON does not
 * have as `["number", "NaN"]`. Only own enumerable properties with a plain value are read, each once; no getter, `toJSON` or replaced built-in is asked.
 *
 * `describe(error)` returns `[name, message, stack]` of anything thrown, as JSON, each cut to 2,000 characters.
 */
export const PRELUDE = `(() => {
  'use strict';
  const { keys, getOwnPropertyDescriptor, getPrototypeOf, hasOwn } = Object;
  const { isArray } = Array;
  const { isFinite } = Number;
  const quote = JSON.stringify;
  const call = Function.prototype.call;
  const sliceOf = call.bind(String.prototype.slice);
  const objectPrototype = Object.prototype;
  const promisePrototype = Promise.prototype;
  const STOP = { __proto__: null };

  const pathText = (at) => {
    if (at.parent === null) return '';
    const before = pathText(at.parent);
    return before + (before === '' ? '' : ',') + (typeof at.step === 'number' ? '' + at.step : quote(at.step));
  };

  const read = (root) => {
    let refusal = '';
    let count = 0;
    let characters = 0;
    const refuse = (at, kind) => {
      refusal = '{"kind":' + quote(kind) + ',"path":[' + pathText(at) + ']}';
      throw STOP;
    };
    const textOf = (text, at) => {
      characters += text.length;
      if (characters > ${VALUE_TEXT_LIMIT}) refuse(at, 'too-large');
      return quote(text);
    };
    const dataOf = (descriptor, at) => {
      if (!hasOwn(descriptor, 'value')) refuse(at, 'getter');
      return descriptor.value;
    };
    const numberOf = (value) => {
      if (isFinite(value)) return value === 0 && 1 / value < 0 ? '["number","-0"]' : '' + value;
      return value !== value ? '["number","NaN"]' : value > 0 ? '["number","Infinity"]' : '["number","-Infinity"]';
    };
    const step = (parent, name) => ({ __proto__: null, parent, step: name, value: null, depth: parent.depth + 1 });
    const listOf = (value, at) => {
      const descriptor = getOwnPropertyDescriptor(value, 'length');
      const length = descriptor === undefined ? 0 : dataOf(descriptor, at);
      if (typeof length !== 'number' || length > ${VALUE_COUNT_LIMIT}) refuse(at, 'too-large');
      let text = '["list"';
      for (let index = 0; index < length; index += 1) {
        const inner = step(at, index);
        const item = getOwnPropertyDescriptor(value, index);
        text += ',' + visit(item === undefined ? undefined : dataOf(item, inner), inner);
      }
      return text + ']';
    };
    const recordOf = (value, at) => {
      const prototype = getPrototypeOf(value);
      if (prototype === promisePrototype) refuse(at, 'promise');
      if (prototype !== objectPrototype && prototype !== null) refuse(at, 'instance');
      const names = keys(value);
      let text = '';
      for (let index = 0; index < names.length; index += 1) {
        const name = names[index];
        const inner = step(at, name);
        if (name === '__proto__') refuse(inner, 'reserved-name');
        const descriptor = getOwnPropertyDescriptor(value, name);
        const item = descriptor === undefined ? undefined : dataOf(descriptor, inner);
        if (item !== undefined) text += (text === '' ? '' : ',') + textOf(name, inner) + ':' + visit(item, inner);
      }
      return '{' + text + '}';
    };
    const visit = (value, at) => {
      count += 1;
      if (count > ${VALUE_COUNT_LIMIT}) refuse(at, 'too-large');
      const type = typeof value;
      if (type === 'string') return textOf(value, at);
      if (type === 'number') return numberOf(value);
      if (type === 'boolean') return value ? 'true' : 'false';
      if (type !== 'object') refuse(at, type);
      if (value === null) return 'null';
      if (at.depth > ${VALUE_DEPTH_LIMIT}) refuse(at, 'too-deep');
      for (let outer = at.parent; outer !== null; outer = outer.parent) if (outer.value === value) refuse(at, 'cycle');
      at.value = value;
      return isArray(value) ? listOf(value, at) : recordOf(value, at);
    };
    try {
      return '=' + visit(root, { __proto__: null, parent: null, step: '', value: null, depth: 0 });
    } catch (error) {
      if (error === STOP) return '!' + refusal;
      throw error;
    }
  };

  const partOf = (error, name) => {
    try {
      const part = error[name];
      return typeof part === 'string' ? sliceOf(part, 0, 2000) : '';
    } catch {
      return '';
    }
  };
  const describe = (error) => {
    const isObject = typeof error === 'object' && error !== null;
    if (!isObject) return '["",' + quote(typeof error === 'string' ? sliceOf(error, 0, 2000) : typeof error === 'symbol' ? 'a symbol' : '' + error) + ',""]';
    return '[' + quote(partOf(error, 'name')) + ',' + quote(partOf(error, 'message')) + ',' + quote(partOf(error, 'stack')) + ']';
  };

  Math.random = () => {
    const error = new Error('Math.random');
    error.name = 'NotAvailable';
    throw error;
  };
  return { read, describe };
})()`;

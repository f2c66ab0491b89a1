/** A name of 16 hexadecimal digits for a row of numbers: two 32-bit words, mixed with one word after another. reference.cpp has the same. Not for security. */
export class Fingerprint {
  readonly #words = Uint32Array.of(0x9e3779b9, 0x7f4a7c15);
  readonly #view = new DataView(new ArrayBuffer(8));

  /** Mixes in 32 bits. */
  word(value: number): void {
    const words = this.#words;
    const mixed = Math.imul(rotate(Math.imul(value, 0xcc9e2d51), 15), 0x1b873593);
    words[0] = Math.imul(rotate(words[0]! ^ mixed, 13), 5) + 0xe6546b64;
    words[1] = Math.imul(rotate(words[1]! ^ Math.imul(value ^ words[0]!, 0x85ebca6b), 17), 5) + 0x38b34ae5;
  }

  /** Mixes in all 64 bits of a number. */
  number(value: number): void {
    this.#view.setFloat64(0, value);
    this.word(this.#view.getInt32(0));
    this.word(this.#view.getInt32(4));
  }

  /** The name of all so far. */
  get text(): string {
    return [...this.#words].map((word) => word.toString(16).padStart(8, '0')).join('');
  }
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

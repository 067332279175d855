/** Values of options, read and checked. */
import { InvalidArgumentError } from 'commander';

/** A number in a range. */
export function number(from: number, to: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !(value >= from && value <= to)) {
      throw new InvalidArgumentError(`It must be a number from ${from} to ${to}.`);
    }
    return value;
  };
}

/** A whole number in a range. */
export function whole(from: number, to: number): (text: string) => number {
  return (text) => {
    const value = number(from, to)(text);
    if (!Number.isInteger(value)) throw new InvalidArgumentError('It must be a whole number.');
    return value;
  };
}

/** A port to listen on; 0 takes a free one. */
export const port: (text: string) => number = whole(0, 65_535);

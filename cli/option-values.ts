/** Parsers for option values. */
import { InvalidArgumentError } from 'commander';

/** A number from `min` to `max`. */
export function number(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !(value >= min && value <= max)) {
      throw new InvalidArgumentError(`Expected a number from ${min} to ${max}.`);
    }
    return value;
  };
}

/** An integer from `min` to `max`. */
export function integer(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = number(min, max)(text);
    if (!Number.isInteger(value)) throw new InvalidArgumentError('Expected an integer.');
    return value;
  };
}

/** A port to listen on; 0 for a free one. */
export const port: (text: string) => number = integer(0, 65_535);

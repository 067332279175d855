/** All settings of the schema, with their names in the file, the environment and the command line. */
import { z } from 'zod';
import { relaySchema } from './schema.ts';

/** The part of JSON Schema that is used. */
export interface SchemaNode {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly writeOnly?: boolean;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  /** Allowed keys of an object. */
  readonly propertyNames?: SchemaNode;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly items?: SchemaNode;
}

/** The JSON Schema of relay.json. */
export const jsonSchema: SchemaNode = z.toJSONSchema(relaySchema, { io: 'input' }) as SchemaNode;

/** One setting. */
export interface Setting {
  readonly path: readonly string[];
  readonly node: SchemaNode;
  /** `RXCTI_RELAY_LISTEN_PORT`. */
  readonly variable: string;
  /** `listen-port`; undefined for secrets. */
  readonly flag: string | undefined;
}

const words = (path: readonly string[]): string[] =>
  path.flatMap((name) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).split('-'));

/** All settings, in the order of the schema. */
export const allSettings: readonly Setting[] = settingsIn(jsonSchema, []);

function settingsIn(node: SchemaNode, path: readonly string[]): readonly Setting[] {
  if (node.properties !== undefined)
    return Object.entries(node.properties).flatMap(([name, inner]) =>
      name.startsWith('$') ? [] : settingsIn(inner, [...path, name]),
    );
  return [
    {
      path,
      node,
      variable: `RXCTI_RELAY_${words(path).join('_').toUpperCase()}`,
      flag: node.writeOnly === true ? undefined : words(path).join('-'),
    },
  ];
}

/** The schema of a path in the file. */
export function nodeAt(path: readonly PropertyKey[]): SchemaNode | undefined {
  let node: SchemaNode | undefined = jsonSchema;
  for (const step of path) {
    const parent: SchemaNode = node ?? {};
    const { additionalProperties, items, properties } = parent;
    node =
      typeof step === 'number'
        ? items
        : (properties?.[String(step)] ??
          (typeof additionalProperties === 'object' ? additionalProperties : undefined));
  }
  return node;
}

/** The type of a value, for error messages. */
export function describeType(node: SchemaNode | undefined): string {
  const { type, examples = [], minimum, maximum } = node ?? {};
  if (node?.enum !== undefined) return `one of ${node.enum.join(', ')}`;
  const example = typeof examples[0] === 'string' ? `, such as ${examples[0]}` : '';
  const range = minimum === undefined ? '' : ` from ${minimum} to ${maximum}`;
  switch (type) {
    case 'integer':
      return `a whole number${range}`;
    case 'number':
      return `a number${range}`;
    case 'boolean':
      return 'true or false';
    case 'array':
      return `a list, each item ${describeType(node?.items)}`;
    case 'object':
      return node?.properties === undefined
        ? 'an object'
        : `an object with ${Object.keys(node.properties).join(', ')}`;
    default:
      return example === '' ? 'a non-empty string' : `a string${example}`;
  }
}

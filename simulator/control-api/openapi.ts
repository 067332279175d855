/**
 * The OpenAPI document of the control API.
 * @module
 */
import { z } from 'zod';
import type { Route } from './routes.ts';
import { bodySchemas } from './schemas.ts';

const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const failure = (description: string) => ({ description, ...json({ $ref: '#/components/schemas/Error' }) });

/** Creates the OpenAPI 3.1 document of routes. */
export function openApiOf(routes: readonly Route[]): Readonly<Record<string, unknown>> {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    paths[route.path] ??= {};
    Object.assign(paths[route.path] as object, { [route.method.toLowerCase()]: operationOf(route) });
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'rxcti simulator: control API',
      version: '1',
      description:
        'Drives a simulated Cisco Unified CCX from tests in any language. Names and semantics are those of @rxcti/simulator. ' +
        'Bodies and responses are JSON. A response is sent once the events of the action are sent.',
    },
    paths,
    components: {
      schemas: {
        Error: {
          type: 'object',
          required: ['error'],
          properties: {
            error: {
              type: 'object',
              required: ['code', 'message'],
              properties: { code: { type: 'string' }, message: { type: 'string' } },
            },
          },
        },
      },
    },
  };
}

function operationOf({ method, path, summary, body }: Route): object {
  const parameters = [...path.matchAll(/{(\w+)}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const words = path.replaceAll(/[{}]/g, '').split('/').filter(Boolean);
  return {
    operationId: [method.toLowerCase(), ...words].join('_'),
    summary,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined ? {} : { requestBody: { required: false, ...json(schemaOf(body)) } }),
    responses: {
      200: { description: 'Success with a result.', ...json({}) },
      204: { description: 'Success.' },
      400: failure('Invalid body or argument.'),
      404: failure('Unknown agent, call, queue, fault or path.'),
      409: failure('Not possible now, or timeout.'),
    },
  };
}

function schemaOf(body: keyof typeof bodySchemas): object {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(bodySchemas[body], { io: 'input' });
  return schema;
}

/**
 * What those who run a relay ask it: does it live, does it serve, how is it.
 * @module
 */
import type { ServerResponse } from 'node:http';
import type { Metrics } from '../observability/metrics.ts';
import type { Readiness } from '../observability/readiness.ts';
import type { Routes } from './app.ts';

/** `/healthz` says that the process answers, `/readyz` whether browsers should come here, `/metrics` everything else. */
export function operationsRoutes(readiness: () => Readiness, metrics: Metrics): Routes {
  return {
    'GET /healthz': (_, response) => json(response, 200, { alive: true }),
    'GET /readyz': (_, response) => {
      const answer = readiness();
      json(response, answer.ready ? 200 : 503, answer);
    },
    'GET /metrics': async (_, response) => {
      const text = await metrics.text();
      response.writeHead(200, { 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' }).end(text);
    },
  };
}

function json(response: ServerResponse, status: number, body: object): void {
  response
    .writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
    .end(`${JSON.stringify(body)}\n`);
}

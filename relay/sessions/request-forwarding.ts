/**
 * Requests that CCX answers: sent upstream under the upstream's own InvokeIDs, answered to the asker under the asker's.
 * @module
 */

import type { CtiMessage } from 'rxcti';
import { CtiError, type RequestMessage } from 'rxcti';
import { ControlFailureCode, ErrorStatus } from 'rxcti/protocol';
import type { ClientRequest } from 'rxcti/server';
import type { Upstream } from './upstream.ts';

/** A request with an InvokeID. */
export type NumberedRequest = Extract<ClientRequest, { readonly invokeId: number }>;

/** What came of a request. */
export interface Outcome {
  /** For the asker, with the asker's InvokeID. */
  readonly answer: CtiMessage;
  readonly result: 'confirmed' | 'refused' | 'failed';
  readonly reason?: string;
}

/** Sends requests to the holder of the session. */
export interface Forwarding {
  forward(request: NumberedRequest): Promise<Outcome>;
}

/** Figures are asked for by many at once and change slowly: within this time one answer serves all. */
const shareMs = 1000;
/** Different questions kept at once. */
const mostShared = 1000;

export function createForwarding(upstream: Upstream, now: () => number): Forwarding {
  const shared = new Map<string, { readonly at: number; readonly answer: Promise<CtiMessage> }>();

  function ask(request: NumberedRequest): Promise<CtiMessage> {
    if (!request.type.startsWith('QUERY_')) return upstream.request(request as RequestMessage);
    const { invokeId: _, ...question } = request;
    const key = JSON.stringify(question);
    const known = shared.get(key);
    if (known !== undefined && now() - known.at < shareMs) return known.answer;
    const answer = upstream.request(request as RequestMessage);
    answer.catch(() => shared.delete(key));
    if (shared.size >= mostShared) shared.clear();
    shared.set(key, { at: now(), answer });
    return answer;
  }

  return {
    async forward(request) {
      const { invokeId } = request;
      try {
        const answer = await ask(request);
        return { answer: { ...answer, invokeId } as CtiMessage, result: 'confirmed' };
      } catch (error) {
        return failureOf(invokeId, error);
      }
    },
  };
}

/** How a request ended that was not confirmed: CCX refused it, or it is not known what became of it. */
export function endOf(error: unknown): { readonly result: 'refused' | 'failed'; readonly reason: string } {
  if (CtiError.is(error, 'CONTROL_FAILED')) return { result: 'refused', reason: error.details.failureName };
  if (CtiError.is(error, 'REQUEST_FAILED')) return { result: 'refused', reason: error.details.statusName };
  return { result: 'failed', reason: CtiError.is(error) ? error.code : 'UNKNOWN' };
}

function failureOf(invokeId: number, error: unknown): Outcome {
  if (CtiError.is(error, 'CONTROL_FAILED')) {
    const { failureCode, ccxErrorCode, text } = error.details;
    return {
      answer: {
        type: 'CONTROL_FAILURE_CONF',
        invokeId,
        failureCode,
        ccxErrorCode,
        ...(text === undefined ? {} : { text }),
      },
      ...endOf(error),
    };
  }
  if (CtiError.is(error, 'REQUEST_FAILED')) {
    const { status, text } = error.details;
    return {
      answer: { type: 'FAILURE_CONF', invokeId, status, ...(text === undefined ? {} : { text }) },
      ...endOf(error),
    };
  }
  const end = endOf(error);
  return {
    answer: {
      type: 'FAILURE_CONF',
      invokeId,
      status: ErrorStatus.E_CTI_UNSPECIFIED_FAILURE,
      text: sentences[end.reason] ?? 'the relay could not have it done',
    },
    ...end,
  };
}

const sentences: Readonly<Record<string, string>> = {
  SESSION_NOT_READY: 'CCX is out of reach',
  SESSION_CLOSED: 'CCX is out of reach',
  LINK_LOST: 'CCX went out of reach: whether it was done is not known',
  REQUEST_TIMEOUT: 'CCX did not answer: whether it was done is not known',
  ENCODE_FAILED: 'CCX cannot be told that in its version of the protocol',
};

/** Refuses a request: control requests and others have refusals of their own. */
export function denial(request: NumberedRequest, reason: string): CtiMessage {
  const { invokeId, type } = request;
  const query = type.startsWith('QUERY_') || type.startsWith('SNAPSHOT_') || type === 'TEAM_CONFIG_REQ';
  return query
    ? { type: 'FAILURE_CONF', invokeId, status: ErrorStatus.E_CTI_INVALID_AGENT_DATA, text: reason }
    : {
        type: 'CONTROL_FAILURE_CONF',
        invokeId,
        failureCode: ControlFailureCode.CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE,
        ccxErrorCode: 0,
        text: reason,
      };
}

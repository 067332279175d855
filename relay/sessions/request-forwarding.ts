/**
 * Requests that CCX answers: sent with an InvokeID of the upstream, answered with the client's.
 * @module
 */
import { CtiError, type RequestMessage } from 'rxcti';
import { ControlFailureCode, type CtiMessage, ErrorStatus } from 'rxcti/protocol';
import type { ClientRequest } from 'rxcti/server';
import type { Upstream } from './upstream.ts';

/** A request with an InvokeID. */
export type NumberedRequest = Extract<ClientRequest, { readonly invokeId: number }>;

/** The result of a forwarded request. */
export interface RequestOutcome {
  /** For the client, with the client's InvokeID. */
  readonly reply: CtiMessage;
  readonly result: 'confirmed' | 'refused' | 'failed';
  readonly reason?: string;
}

/** Makes what forwards requests; it never rejects. */
export function createRequestForwarder(
  upstream: Upstream,
  now: () => number,
): (request: NumberedRequest) => Promise<RequestOutcome> {
  const queries = new Map<string, { readonly at: number; readonly reply: Promise<CtiMessage> }>();

  function send(request: NumberedRequest): Promise<CtiMessage> {
    if (!request.type.startsWith('QUERY_')) return upstream.request(request as RequestMessage);
    const { invokeId: _, ...query } = request;
    const key = JSON.stringify(query);
    const known = queries.get(key);
    if (known !== undefined && now() - known.at < shareReplyMs) return known.reply;
    const reply = upstream.request(request as RequestMessage);
    reply.catch(() => queries.delete(key));
    if (queries.size >= maxSharedQueries) queries.clear();
    queries.set(key, { at: now(), reply });
    return reply;
  }

  return async (request) => {
    const { invokeId } = request;
    try {
      const reply = await send(request);
      return { reply: { ...reply, invokeId } as CtiMessage, result: 'confirmed' };
    } catch (error) {
      return { reply: failureReply(invokeId, error), ...requestFailure(error) };
    }
  };
}

/** Statistics are queried by many clients and change slowly: within this time they share one reply. */
const shareReplyMs = 1000;
const maxSharedQueries = 1000;

/** Why a request was not confirmed: refused by CCX, or failed, so that its effect is unknown. */
export function requestFailure(error: unknown): {
  readonly result: 'refused' | 'failed';
  readonly reason: string;
} {
  if (CtiError.is(error, 'CONTROL_FAILED')) return { result: 'refused', reason: error.details.failureName };
  if (CtiError.is(error, 'REQUEST_FAILED')) return { result: 'refused', reason: error.details.statusName };
  return { result: 'failed', reason: CtiError.is(error) ? error.code : 'UNKNOWN' };
}

function failureReply(invokeId: number, error: unknown): CtiMessage {
  if (CtiError.is(error, 'CONTROL_FAILED')) {
    const { failureCode, ccxErrorCode, text } = error.details;
    return {
      type: 'CONTROL_FAILURE_CONF',
      invokeId,
      failureCode,
      ccxErrorCode,
      ...(text === undefined ? {} : { text }),
    };
  }
  if (CtiError.is(error, 'REQUEST_FAILED')) {
    const { status, text } = error.details;
    return { type: 'FAILURE_CONF', invokeId, status, ...(text === undefined ? {} : { text }) };
  }
  const status = ErrorStatus.E_CTI_UNSPECIFIED_FAILURE;
  return {
    type: 'FAILURE_CONF',
    invokeId,
    status,
    text: failureTexts[requestFailure(error).reason] ?? 'relay error',
  };
}

const failureTexts: Readonly<Record<string, string>> = {
  SESSION_NOT_READY: 'CCX is unreachable',
  SESSION_CLOSED: 'CCX is unreachable',
  LINK_LOST: 'connection to CCX lost, the result is unknown',
  REQUEST_TIMEOUT: 'CCX did not answer, the result is unknown',
  ENCODE_FAILED: 'not supported in the protocol version of CCX',
};

/** The reply to a request that the relay denies. */
export function denialReply({ invokeId, type }: NumberedRequest, reason: string): CtiMessage {
  const isQuery = type.startsWith('QUERY_') || type.startsWith('SNAPSHOT_') || type === 'TEAM_CONFIG_REQ';
  return isQuery
    ? { type: 'FAILURE_CONF', invokeId, status: ErrorStatus.E_CTI_INVALID_AGENT_DATA, text: reason }
    : {
        type: 'CONTROL_FAILURE_CONF',
        invokeId,
        failureCode: ControlFailureCode.CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE,
        ccxErrorCode: 0,
        text: reason,
      };
}

/**
 * Refusals of requests: FAILURE_CONF with an ErrorStatus, CONTROL_FAILURE_CONF with a ControlFailureCode.
 * @module
 */
import { CCXErrorCode, ControlFailureCode } from 'rxcti/protocol';
import type { ControlFailure } from 'rxcti/server';

/** A request that is answered with FAILURE_CONF. */
export interface Failure {
  /** An ErrorStatus. */
  readonly status: number;
  readonly text: string;
}

/** A request that is answered with CONTROL_FAILURE_CONF. */
export interface ControlRefusal extends ControlFailure {
  readonly failureCode: number;
}

/** Whether a result is a refusal. */
export const isRefusal = (result: object): result is ControlRefusal => 'failureCode' in result;

/** Creates a refusal. */
export const refuse = (failureCode: number, ccxErrorCode: number, text: string): ControlRefusal => ({
  failureCode,
  ccxErrorCode,
  text,
});

/** The call or party is in the wrong state. */
export const wrongState = (text: string): ControlRefusal =>
  refuse(ControlFailureCode.CF_INVALID_OBJECT_STATE, CCXErrorCode.CCX_DEFAULT_ERROR_CODE, text);

/** A value out of range. */
export const outOfRange = (text: string): ControlRefusal =>
  refuse(ControlFailureCode.CF_VALUE_OUT_OF_RANGE, CCXErrorCode.CCX_INVALID_ARGUMENT, text);

/** The line already holds two calls. */
export const lineFull: ControlRefusal = refuse(
  ControlFailureCode.CF_RESOURCE_BUSY,
  CCXErrorCode.CCX_AGENT_DEVICE_BUSY,
  'the line already has two calls',
);

/** Unknown CallID. */
export const unknownCall: ControlRefusal = refuse(
  ControlFailureCode.CF_INVALID_CSTA_CALL_ID,
  CCXErrorCode.CCX_CALL_OBJECT_NULL,
  'unknown call',
);

/** The device is not in the call. */
export const notInCall: ControlRefusal = refuse(
  ControlFailureCode.CF_INVALID_CSTA_CONNECTION_ID,
  CCXErrorCode.CCX_TERMINAL_CONNECTION_NULL,
  'the device is not in the call',
);

/** No agent has the phone. */
export const unknownPhone: ControlRefusal = refuse(
  ControlFailureCode.CF_INVALID_CALLING_DEVICE,
  CCXErrorCode.CCX_AGENT_DN_NOT_ASSIGNED,
  'no agent has the phone',
);

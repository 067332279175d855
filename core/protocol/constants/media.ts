/**
 * Codes of media streams (RTP).
 * @module
 */

import { type Codes, codes } from './lookup.ts';

/** The codec of a media stream (PayloadType of the RTP events) (guide: audio codec type values). */
export const AudioCodec = {
  NONSTANDARD: 0,
  G711ALAW64K: 1,
  G711ALAW56K: 2,
  G711ULAW64K: 3,
  G711ULAW56K: 4,
  G722_64K: 5,
  G722_56K: 6,
  G722_48K: 7,
  G7231: 8,
  G728: 9,
  G729: 10,
  G729ANNEXA: 11,
  IS11172AUDIOCAP: 12,
  IS13818AUDIOCAP: 13,
  ACY_G729AASSN: 14,
  DATA64: 15,
  DATA56: 16,
  GSM: 17,
  ACTIVEVOICE: 18,
} as const;

/** One value of {@link AudioCodec} (guide: audio codec type values). */
export type AudioCodec = (typeof AudioCodec)[keyof typeof AudioCodec];

/** Names and sentences of {@link AudioCodec} (guide: audio codec type values). */
export const audioCodecCodes: Codes = /* @__PURE__ */ codes(
  AudioCodec,
  {
    NONSTANDARD: 'The audio is coded in a way that no standard describes.',
    G711ALAW64K: 'The audio is coded as G.711 A-law at 64 kbit/s.',
    G711ALAW56K: 'The audio is coded as G.711 A-law at 56 kbit/s.',
    G711ULAW64K: 'The audio is coded as G.711 mu-law at 64 kbit/s.',
    G711ULAW56K: 'The audio is coded as G.711 mu-law at 56 kbit/s.',
    G722_64K: 'The audio is coded as G.722 at 64 kbit/s.',
    G722_56K: 'The audio is coded as G.722 at 56 kbit/s.',
    G722_48K: 'The audio is coded as G.722 at 48 kbit/s.',
    G7231: 'The audio is coded as G.723.1.',
    G728: 'The audio is coded as G.728.',
    G729: 'The audio is coded as G.729.',
    G729ANNEXA: 'The audio is coded as G.729 Annex A.',
    IS11172AUDIOCAP: 'The audio is coded as ISO 11172-3 (MPEG-1).',
    IS13818AUDIOCAP: 'The audio is coded as ISO 13818-3 (MPEG-2).',
    ACY_G729AASSN: 'The audio is coded as G.729 Annex A in the variant ACY_G729AASSN.',
    DATA64: 'The stream carries data at 64 kbit/s.',
    DATA56: 'The stream carries data at 56 kbit/s.',
    GSM: 'The audio is coded as GSM.',
    ACTIVEVOICE: 'The audio is coded as ActiveVoice.',
  },
  'audio codec',
);

/** Direction of a media stream, from the device's view (guide: RTP_STOPPED_EVENT (optional)). */
export const RTPDirection = {
  Input: 0,
  Output: 1,
  BiDirectional: 2,
} as const;

/** One value of {@link RTPDirection} (guide: RTP_STOPPED_EVENT (optional)). */
export type RTPDirection = (typeof RTPDirection)[keyof typeof RTPDirection];

/** Names and sentences of {@link RTPDirection} (guide: RTP_STOPPED_EVENT (optional)). */
export const rtpDirectionCodes: Codes = /* @__PURE__ */ codes(
  RTPDirection,
  {
    Input: 'The stream comes in to the device.',
    Output: 'The stream goes out from the device.',
    BiDirectional: 'The stream goes both ways.',
  },
  'stream direction',
);

/** Type of a media stream (guide: RTP_STARTED_EVENT (optional)). */
export const RTPType = {
  audio: 0,
  video: 1,
  data: 2,
} as const;

/** One value of {@link RTPType} (guide: RTP_STARTED_EVENT (optional)). */
export type RTPType = (typeof RTPType)[keyof typeof RTPType];

/** Names and sentences of {@link RTPType} (guide: RTP_STARTED_EVENT (optional)). */
export const rtpTypeCodes: Codes = /* @__PURE__ */ codes(
  RTPType,
  {
    audio: 'The stream carries audio.',
    video: 'The stream carries video.',
    data: 'The stream carries data.',
  },
  'stream type',
);

/** The bit rate of a G.723 stream (guide: RTP_STARTED_EVENT (optional)). */
export const RTPBitRate = {
  R5_3: 1, // 5.3 kbit/s
  R6_4: 2, // 6.4 kbit/s
} as const;

/** One value of {@link RTPBitRate} (guide: RTP_STARTED_EVENT (optional)). */
export type RTPBitRate = (typeof RTPBitRate)[keyof typeof RTPBitRate];

/** Names and sentences of {@link RTPBitRate} (guide: RTP_STARTED_EVENT (optional)). */
export const rtpBitRateCodes: Codes = /* @__PURE__ */ codes(
  RTPBitRate,
  {
    R5_3: 'The G.723 stream runs at 5.3 kbit/s.',
    R6_4: 'The G.723 stream runs at 6.4 kbit/s.',
  },
  'bit rate',
);

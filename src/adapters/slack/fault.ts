/** What went wrong with a call, as far as it matters for what to do next. */
export type SlackFault =
  /** Slack read the call and refused it; `code` is its own word for it. */
  | { readonly kind: 'refused'; readonly code: string; readonly needed?: string }
  /** Too many calls. */
  | { readonly kind: 'limited'; readonly seconds: number }
  /** An answer without a body of Slack's. */
  | { readonly kind: 'http'; readonly status: number }
  /** Nothing was sent: there was no connection. */
  | { readonly kind: 'unreachable'; readonly reason: string }
  /** Sent, perhaps, and no answer came. */
  | { readonly kind: 'silent'; readonly reason: string };

/** Faults of a connection that was never made, so that nothing can have been sent. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/**
 * Reads an error of @slack/web-api 8 (its `code`s, see its errors.ts). An error without one comes from reading the
 * answer: then the call has been sent.
 */
export function slackFault(error: unknown): SlackFault {
  switch (field(error, 'code')) {
    case 'slack_webapi_platform_error':
      return refusal(field(error, 'data'));
    case 'slack_webapi_rate_limited_error':
      return { kind: 'limited', seconds: Number(field(error, 'retryAfter')) || 30 };
    case 'slack_webapi_http_error':
      return { kind: 'http', status: Number(field(error, 'statusCode')) };
    case 'slack_webapi_request_error':
      return connectionFault(field(error, 'original'));
    default:
      return connectionFault(error);
  }
}

function refusal(data: unknown): SlackFault {
  const code = String(field(data, 'error'));
  const needed = field(data, 'needed');
  // A page of some proxy in place of an answer: the client hands its text on as the code.
  if (!/^[\w-]{1,100}$/u.test(code)) return { kind: 'silent', reason: 'the answer was not Slack’s' };
  if (code === 'ratelimited' || code === 'rate_limited') {
    const wait = field(field(data, 'response_metadata'), 'retryAfter');
    return { kind: 'limited', seconds: Number(wait) || 30 };
  }
  return { kind: 'refused', code, ...(typeof needed === 'string' ? { needed } : {}) };
}

function connectionFault(error: unknown): SlackFault {
  const code = field(field(error, 'cause'), 'code') ?? field(error, 'code');
  if (typeof code === 'string' && NEVER_SENT.has(code)) return { kind: 'unreachable', reason: code };
  if (field(error, 'name') === 'TimeoutError') return { kind: 'silent', reason: 'it did not answer in time' };
  const words = code ?? field(field(error, 'cause'), 'message') ?? field(error, 'message') ?? error;
  return { kind: 'silent', reason: String(words) };
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !(name in value)) return undefined;
  return (value as Record<string, unknown>)[name];
}

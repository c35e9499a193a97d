/** What went wrong with a call, as far as it matters for what to do next. */
export type DiscordFault =
  /** Discord read the call and refused it; `code` is its own number for it (docs.discord.com, JSON error codes). */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly code: number | undefined;
      readonly words: string;
    }
  /** Too many calls. */
  | { readonly kind: 'limited'; readonly milliseconds: number }
  /** An answer of a server in trouble. */
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

/** Reads an error of @discordjs/rest 2 (DiscordAPIError, HTTPError, RateLimitError) or of `fetch`. */
export function discordFault(error: unknown): DiscordFault {
  const retryAfter = field(error, 'retryAfter');
  if (typeof retryAfter === 'number') {
    return { kind: 'limited', milliseconds: Math.max(retryAfter, Number(field(error, 'timeToReset')) || 0) };
  }
  const status = field(error, 'status');
  if (typeof status !== 'number') return connectionFault(error);
  if (status >= 500) return { kind: 'http', status };
  const code = field(error, 'code');
  return {
    kind: 'refused',
    status,
    code: typeof code === 'number' ? code : undefined,
    words: wordsOf(error),
  };
}

/** A fault in a few words, for a line of the log. */
export function faultWords(fault: DiscordFault): string {
  switch (fault.kind) {
    case 'refused':
      return `${fault.words} (${fault.code ?? fault.status})`;
    case 'limited':
      return 'Discord asks for fewer calls';
    case 'http':
      return `Discord answered with the error ${fault.status}`;
    case 'unreachable':
      return `Discord cannot be reached: ${fault.reason}`;
    case 'silent':
      return `Discord gave no answer: ${fault.reason}`;
  }
}

function connectionFault(error: unknown): DiscordFault {
  const code = field(field(error, 'cause'), 'code') ?? field(error, 'code');
  if (typeof code === 'string' && NEVER_SENT.has(code)) return { kind: 'unreachable', reason: code };
  const name = field(error, 'name');
  const isLate = name === 'AbortError' || name === 'TimeoutError';
  return { kind: 'silent', reason: isLate ? 'it did not answer in time' : String(code ?? error) };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message.replaceAll(/\s+/gu, ' ').slice(0, 300) : String(error);
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !(name in value)) return undefined;
  return (value as Record<string, unknown>)[name];
}

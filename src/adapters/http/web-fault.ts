import type { ReadFault } from '../../ports/source-reader.ts';
import { TooLargeError } from './decompress.ts';
import { ForbiddenError } from './guard.ts';
import { PostponedError } from './host-manners.ts';
import { RedirectError } from './open-web.ts';

/** What went wrong with a request, as a kind and one sentence that names the address. */
export function webFault(
  error: unknown,
  address: string,
): { readonly fault: ReadFault; readonly message: string } {
  const cause = error as Error & { readonly code?: string; readonly cause?: { readonly code?: string } };
  if (cause instanceof ForbiddenError) return { fault: 'forbidden', message: cause.message };
  if (cause instanceof PostponedError) return { fault: 'refused', message: `${cause.message}.` };
  if (cause instanceof TooLargeError)
    return { fault: 'too-large', message: `${address} was not read: ${cause.message}.` };
  if (cause instanceof RedirectError) return { fault: 'refused', message: cause.message };
  const code = cause.code ?? cause.cause?.code ?? '';
  if (cause.name === 'TimeoutError' || cause.name === 'AbortError' || /TIMEOUT|ETIMEDOUT/.test(code)) {
    return { fault: 'timed-out', message: `${address} did not answer in time.` };
  }
  return { fault: 'unreachable', message: `${address} cannot be reached: ${reasonOf(code, cause)}.` };
}

/** The codes that people meet, in words. */
const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'its name could not be looked up',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  EHOSTUNREACH: 'there is no way to its network',
  ENETUNREACH: 'there is no way to its network',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by nobody known',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
};

function reasonOf(code: string, error: Error): string {
  return REASONS[code] ?? (error.message.replace(/\.$/, '') || code || 'the connection failed');
}

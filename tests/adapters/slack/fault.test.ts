import { describe, expect, it } from 'vitest';
import { slackFault } from '../../../src/adapters/slack/fault.ts';

const platformError = (data: object) => ({ code: 'slack_webapi_platform_error', data });
const requestError = (original: unknown) => ({ code: 'slack_webapi_request_error', original });
const fetchFailed = (code: string) => new TypeError('fetch failed', { cause: { code } });

describe('an error of the client', () => {
  it('is what Slack refused', () => {
    expect(slackFault(platformError({ error: 'missing_scope', needed: 'chat:write' }))).toEqual({
      kind: 'refused',
      code: 'missing_scope',
      needed: 'chat:write',
    });
  });

  it('is a limit, with its wait', () => {
    expect(slackFault({ code: 'slack_webapi_rate_limited_error', retryAfter: 7 })).toEqual({
      kind: 'limited',
      seconds: 7,
    });
    const said = platformError({ error: 'ratelimited', response_metadata: { retryAfter: 9 } });
    expect(slackFault(said)).toEqual({ kind: 'limited', seconds: 9 });
  });

  it('is a status', () => {
    expect(slackFault({ code: 'slack_webapi_http_error', statusCode: 502 })).toEqual({
      kind: 'http',
      status: 502,
    });
  });

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])(
    'was never sent after %s',
    (code) => {
      expect(slackFault(requestError(fetchFailed(code)))).toEqual({ kind: 'unreachable', reason: code });
    },
  );

  it.each(['ECONNRESET', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT', 'EPIPE'])(
    'may have been sent before %s',
    (code) => {
      expect(slackFault(requestError(fetchFailed(code)))).toMatchObject({ kind: 'silent' });
    },
  );

  it('may have been sent when the answer took too long, broke off, or was a page', () => {
    const late = new DOMException('The operation timed out', 'TimeoutError');
    expect(slackFault(requestError(late))).toEqual({ kind: 'silent', reason: 'it did not answer in time' });
    expect(slackFault(new TypeError('terminated'))).toMatchObject({ kind: 'silent' });
    expect(slackFault(platformError({ error: '<html>Sign in</html>' }))).toMatchObject({ kind: 'silent' });
    expect(slackFault('anything')).toMatchObject({ kind: 'silent' });
  });
});

import { createHmac } from 'node:crypto';

/** The headers that Slack signs a request with (docs.slack.dev/authentication/verifying-requests-from-slack). */
export function signedHeaders(secret: string, body: string, at: Temporal.Instant): Record<string, string> {
  const timestamp = String(Math.floor(at.epochMilliseconds / 1000));
  const hash = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${hash}` };
}

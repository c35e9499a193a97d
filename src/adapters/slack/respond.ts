const TIMEOUT_MS = 10_000;

/**
 * Answers at a `response_url`; false when Slack refuses, for it has been used five times or is older than thirty
 * minutes. Throws when there is no knowing whether the answer arrived.
 */
export async function respond(url: string, body: object): Promise<boolean> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = await response.text();
  if (response.status >= 500) throw new Error(`Slack met an answer with the error ${response.status}.`);
  return response.ok && !/"ok"\s*:\s*false/u.test(text);
}

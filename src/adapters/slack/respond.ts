const TIMEOUT_MS = 10_000;

/** Answers at a `response_url`. Throws one sentence when it is used up, has run out, or does not answer. */
export async function respond(url: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = await response.text();
  if (!response.ok || /"ok"\s*:\s*false/u.test(text)) {
    throw new Error(`Slack did not take an answer: ${response.status} ${text.slice(0, 200)}`);
  }
}

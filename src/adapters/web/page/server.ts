import type {
  WireAct,
  WireArticle,
  WireChange,
  WireChoice,
  WireClock,
  WireCompletion,
  WireMove,
  WireState,
} from './wire.ts';

const token = document.querySelector<HTMLMetaElement>('meta[name=page-token]')?.content ?? '';

/** Answers with what the server answered; throws its one sentence when it refused. */
async function call<Answer>(path: string, body?: unknown): Promise<Answer> {
  const posting = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Page-Token': token },
    body: JSON.stringify(body),
  };
  const response = await fetch(`/api/${path}`, body === undefined ? {} : posting).catch(() => undefined);
  if (response === undefined) throw new Error('The program does not answer. Is it still running?');
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? `The program answered ${response.status}.`);
  return answer;
}

export const server = {
  state: () => call<WireState>('state'),
  article: (id: string) => call<WireArticle>(`articles/${encodeURIComponent(id)}`),
  act: (act: WireAct) => call<unknown>('act', act),
  complete: (request: WireCompletion) => call<readonly WireChoice[]>('complete', request),
  move: (move: WireMove) => call<WireClock>('clock', move),
};

/** What was thrown, as the sentence that the page shows. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export interface Live {
  /** At the beginning, and again after a break. */
  loaded(state: WireState): void;
  lost(): void;
  changed(change: WireChange): void;
  ticked(clock: WireClock): void;
}

/** Listens to the server; the browser itself connects again. Returns how to end it. */
export function listen(live: Live): () => void {
  const events = new EventSource('/api/events');
  events.addEventListener('state', (event) => live.loaded(JSON.parse(event.data)));
  events.addEventListener('error', () => live.lost());
  events.addEventListener('entry', (event) => live.changed(JSON.parse(event.data)));
  events.addEventListener('clock', (event) => live.ticked(JSON.parse(event.data)));
  return () => events.close();
}

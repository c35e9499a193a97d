import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import type { ArticleId } from '../../domain/ids.ts';
import type { WireChange, WireClock, WireState } from './page/wire.ts';
import type { PageAct, Pane, Playground } from './playground.ts';
import { articleToWire, clockToWire, entryToWire, paneToWire, specToWire } from './to-wire.ts';

/** A request of the page is a command line or a press: more than this is no request of the page. */
const BODY_LIMIT = 64 * 1024;
const NOT_UNDERSTOOD = 'The page sent something that is not understood.';

const at = { platform: z.enum(['slack', 'discord']), place: z.string() };
const actBody = z.union([
  z.object({ ...at, typed: z.string().trim().min(1).max(40_000) }),
  z.object({ ...at, entry: z.string(), control: z.string(), chosen: z.string().optional() }),
]);
const completionBody = z.object({ ...at, command: z.string(), option: z.string(), typed: z.string() });
const moveBody = z.object({ to: z.enum(['next-slot', 'next-hour']) });

/** The page's JSON interface, under `/api`. `streams` holds how to end each open stream. */
export function createApi(playground: Playground, streams: Set<() => void>): Hono {
  const { clock } = playground;
  const api = new Hono();
  api.use(async (context, next) => {
    await next();
    context.header('Cache-Control', 'no-store');
  });
  api.use(
    bodyLimit({ maxSize: BODY_LIMIT, onError: (context) => refuse(context, 413, 'This is too long.') }),
  );

  api.get('/state', async (context) => context.json(stateAt(playground, await clockToWire(clock))));

  api.get('/articles/:id', async (context) => {
    const article = await playground.article(context.req.param('id') as ArticleId);
    if (article === undefined) return refuse(context, 404, 'This article is not stored any more.');
    return context.json(articleToWire(article));
  });

  api.post('/act', async (context) => {
    const body = await read(context, actBody);
    const pane = paneOf(playground, body?.platform);
    if (body === undefined || pane === undefined) return refuse(context, 400, NOT_UNDERSTOOD);
    try {
      await pane.act(body.place, actOf(body));
    } catch (error) {
      return refuse(context, 409, error instanceof Error ? error.message : String(error));
    }
    return context.json({});
  });

  api.post('/complete', async (context) => {
    const body = await read(context, completionBody);
    const pane = paneOf(playground, body?.platform);
    if (body === undefined || pane === undefined) return refuse(context, 400, NOT_UNDERSTOOD);
    return context.json(await pane.complete(body.place, body.command, body.option, body.typed));
  });

  api.post('/clock', async (context) => {
    const body = await read(context, moveBody);
    if (body === undefined) return refuse(context, 400, 'The clock moves to next-slot or next-hour.');
    const to = body.to === 'next-hour' ? clock.now().add({ hours: 1 }) : await clock.nextSlot();
    if (to === undefined) return refuse(context, 409, 'Nothing is scheduled: subscribe first.');
    await clock.moveTo(to);
    return context.json(await clockToWire(clock));
  });

  api.get('/events', (context) => streamEvents(context, playground, streams));
  return api;
}

function stateAt({ specs, platforms }: Playground, clock: WireClock): WireState {
  return { clock, commands: specs.map(specToWire), platforms: platforms.map(paneToWire) };
}

/**
 * Sends everything as it stands, then every new or changed entry (nothing can be missed in between, for both
 * begin in one turn), and the time every 15 seconds, which keeps the stream open.
 */
function streamEvents(context: Context, playground: Playground, streams: Set<() => void>): Response {
  return streamSSE(context, async (stream) => {
    const send = (event: string, data: unknown) => stream.writeSSE({ event, data: JSON.stringify(data) });
    const clock = await clockToWire(playground.clock);
    void send('state', stateAt(playground, clock));
    const silences = playground.platforms.map((pane) =>
      pane.onChange((place, entry) => {
        const change: WireChange = { platform: pane.name, place, entry: entryToWire(entry) };
        void send('entry', change);
      }),
    );
    await new Promise<void>((resolve) => {
      const tick = async () => send('clock', await clockToWire(playground.clock));
      const timer = setInterval(() => void tick().catch(end), 15_000);
      function end() {
        clearInterval(timer);
        streams.delete(end);
        resolve();
      }
      streams.add(end);
      stream.onAbort(end);
      if (stream.aborted) end();
    });
    for (const silence of silences) silence();
  });
}

function actOf(body: z.infer<typeof actBody>): PageAct {
  if ('typed' in body) return { kind: 'typed', text: body.typed };
  const { entry, control, chosen } = body;
  return { kind: 'pressed', entry, control, ...(chosen === undefined ? {} : { chosen }) };
}

function paneOf(playground: Playground, name: string | undefined): Pane | undefined {
  return playground.platforms.find((pane) => pane.name === name);
}

async function read<Body>(context: Context, shape: z.ZodType<Body>): Promise<Body | undefined> {
  const json: unknown = await context.req.json().catch(() => undefined);
  return shape.safeParse(json).data;
}

function refuse(context: Context, status: 400 | 404 | 409 | 413, message: string): Response {
  return context.json({ error: message }, status);
}

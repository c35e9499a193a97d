import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { signedHeaders } from './sign.ts';

/** What Slack sends to an app. */
export type EnvelopeKind = 'slash_commands' | 'interactive' | 'events_api';

/** How the app took it. */
export interface Delivered {
  readonly acknowledged: boolean;
  readonly milliseconds: number;
}

/** The way from Slack to the app: Socket Mode, or HTTP with signatures. */
export interface AppConnection {
  deliver(kind: EnvelopeKind, payload: object): Promise<Delivered>;
}

/** Slack gives up after three seconds. */
const PATIENCE_MS = 3_000;

/** The sockets' side of Socket Mode (docs.slack.dev/apis/events-api/using-socket-mode). */
export interface SocketHost extends AppConnection {
  /** A ticket for one connection, as apps.connections.open gives it in its address. */
  ticket(): string;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  readonly open: number;
  /** How many connections were ever opened. */
  readonly opened: number;
  /** Asks all (or the oldest) to connect anew, as Slack does when it moves a connection. */
  sendDisconnect(reason: 'warning' | 'refresh_requested', which?: 'all' | 'oldest'): void;
  /** The network ends. */
  cutAll(): void;
  close(): void;
}

export function createSocketHost(): SocketHost {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const sockets: WebSocket[] = [];
  const waiting = new Map<string, () => void>();
  let opened = 0;
  let turn = 0;

  function welcome(socket: WebSocket): void {
    opened += 1;
    sockets.push(socket);
    socket.on('close', () => void sockets.splice(sockets.indexOf(socket), 1));
    socket.on('message', (data) => {
      const { envelope_id } = JSON.parse(String(data)) as { envelope_id?: string };
      waiting.get(envelope_id ?? '')?.();
    });
    socket.send(JSON.stringify({ type: 'hello', num_connections: sockets.length, debug_info: {} }));
  }

  return {
    ticket() {
      const ticket = randomUUID();
      tickets.add(ticket);
      return ticket;
    },
    upgrade(request, socket, head) {
      const { searchParams } = new URL(request.url ?? '/', 'http://world');
      if (!tickets.delete(searchParams.get('ticket') ?? '')) return void socket.destroy();
      server.handleUpgrade(request, socket, head, welcome);
    },
    get open() {
      return sockets.length;
    },
    get opened() {
      return opened;
    },
    async deliver(kind, payload) {
      const open = sockets.filter((socket) => socket.readyState === socket.OPEN);
      turn += 1;
      const socket = open[turn % Math.max(open.length, 1)];
      if (socket === undefined) return { acknowledged: false, milliseconds: 0 };
      const id = randomUUID();
      const began = performance.now();
      const acknowledged = new Promise<boolean>((resolve) => {
        waiting.set(id, () => resolve(true));
        setTimeout(() => resolve(false), PATIENCE_MS).unref();
      });
      socket.send(
        JSON.stringify({
          envelope_id: id,
          type: kind,
          payload,
          accepts_response_payload: kind !== 'events_api',
        }),
      );
      const answer = await acknowledged;
      waiting.delete(id);
      return { acknowledged: answer, milliseconds: performance.now() - began };
    },
    sendDisconnect(reason, which = 'all') {
      const asked = which === 'all' ? [...sockets] : sockets.slice(0, 1);
      for (const socket of asked) socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: {} }));
    },
    cutAll() {
      for (const socket of [...sockets]) socket.terminate();
    },
    close() {
      for (const socket of [...sockets]) socket.terminate();
      server.close();
    },
  };
}

/** Slack's side of HTTP mode: signed requests to one address. */
export function createHttpCaller(options: {
  readonly address: string;
  readonly signingSecret: string;
  readonly now: () => Temporal.Instant;
}): AppConnection {
  return {
    async deliver(kind, payload) {
      const body = httpBody(kind, payload);
      const began = performance.now();
      const response = await fetch(options.address, {
        method: 'POST',
        body: body.text,
        headers: {
          'content-type': body.type,
          ...signedHeaders(options.signingSecret, body.text, options.now()),
        },
        signal: AbortSignal.timeout(PATIENCE_MS),
      }).catch(() => undefined);
      return { acknowledged: response?.ok === true, milliseconds: performance.now() - began };
    },
  };
}

/** A command is a form, a press a form with JSON in it, an event JSON. */
export function httpBody(
  kind: EnvelopeKind,
  payload: object,
): { readonly type: string; readonly text: string } {
  if (kind === 'events_api') return { type: 'application/json', text: JSON.stringify(payload) };
  const form =
    kind === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>);
  return { type: 'application/x-www-form-urlencoded', text: new URLSearchParams(form).toString() };
}

import { randomUUID } from 'node:crypto';
import { type WebSocket, WebSocketServer } from 'ws';
import { channelJson, guildJson } from './rest-api.ts';
import type { Guild, JsonObject, State } from './state.ts';

const GUILDS = 1 << 0;
const GUILD_MESSAGES = 1 << 9;
const DIRECT_MESSAGES = 1 << 12;
/** Members, presences, message content: granted by hand only. */
const PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15);
const ALL = (1 << 26) - 1;

interface Session {
  readonly id: string;
  readonly intents: number;
  readonly sent: { readonly s: number; readonly t: string; readonly d: unknown }[];
  socket: WebSocket | undefined;
  isAlive: boolean;
}

/** What happened on the gateway, for tests. */
export interface GatewayLog {
  identified: number;
  resumed: number;
  readonly intents: number[];
  readonly closes: number[];
  /** Connections that were asked for, refused ones too. */
  attempts: number;
}

/** Discord's gateway v10 (docs.discord.com/developers/topics/gateway). */
export interface Gateway {
  readonly server: WebSocketServer;
  readonly log: GatewayLog;
  /** How often a client has to give a sign. */
  heartbeatMs: number;
  /** Whether signs are answered: a zombie connection takes them and is silent. */
  acknowledges: boolean;
  /** How many of the next connections are not opened: with an HTTP error, or by silence on the line. */
  refusals: { readonly how: 'error' | 'cut'; times: number };
  /** Whether a new connection is refused now; counts it. */
  refuses(): 'error' | 'cut' | undefined;
  /** Whether a client is connected and has identified. */
  isOpen(): boolean;
  /** Sends an event to whoever may hear it; it is kept for a session that is away. */
  dispatch(type: string, data: unknown): void;
  /** Op 7: the client comes back and resumes. */
  askToReconnect(): void;
  /** Op 9. */
  invalidate(resumable: boolean): void;
  /** Sessions are forgotten: a resume is refused. */
  forget(): void;
  /** Ends the connections with a close code, or without one (`1006`). */
  drop(code: number): void;
  addGuild(guild: Guild): void;
}

export function createGateway(options: {
  readonly state: State;
  readonly token: () => string;
  readonly url: () => string;
}): Gateway {
  const { state } = options;
  const sessions: Session[] = [];
  const log: GatewayLog = { identified: 0, resumed: 0, intents: [], closes: [], attempts: 0 };
  const server = new WebSocketServer({ noServer: true });

  const close = (socket: WebSocket, code: number): void => {
    log.closes.push(code);
    socket.close(code);
  };

  function send(session: Session, t: string, d: unknown): void {
    if (!hears(session.intents, t, d)) return;
    const event = { s: session.sent.length + 1, t, d };
    session.sent.push(event);
    session.socket?.send(JSON.stringify({ op: 0, ...event }));
  }

  function identify(socket: WebSocket, d: JsonObject): Session | undefined {
    const intents = d['intents'];
    const properties = d['properties'] as JsonObject | undefined;
    if (d['token'] !== options.token()) close(socket, 4004);
    else if (typeof intents !== 'number' || (intents & ~ALL) !== 0 || properties?.['os'] === undefined)
      close(socket, 4013);
    else if ((intents & PRIVILEGED) !== 0) close(socket, 4014);
    else return welcome(socket, intents);
    return undefined;
  }

  function welcome(socket: WebSocket, intents: number): Session {
    const session: Session = { id: randomUUID(), intents, sent: [], socket, isAlive: true };
    sessions.push(session);
    log.identified += 1;
    log.intents.push(intents);
    const guilds = [...state.guilds.values()].filter(({ members }) => members.has(state.bot.id));
    send(session, 'READY', {
      v: 10,
      user: { ...state.bot, discriminator: '0000', avatar: null },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: options.url(),
      shard: [0, 1],
      application: { id: state.appId, flags: 0 },
    });
    for (const guild of guilds) send(session, 'GUILD_CREATE', guildCreate(state, guild));
    return session;
  }

  function resume(socket: WebSocket, d: JsonObject): Session | undefined {
    const session = sessions.find(({ id, isAlive }) => isAlive && id === d['session_id']);
    const seq = Number(d['seq']);
    if (d['token'] !== options.token()) {
      close(socket, 4004);
      return undefined;
    }
    if (session === undefined || seq > session.sent.length) {
      socket.send(JSON.stringify({ op: 9, d: false }));
      return undefined;
    }
    session.socket = socket;
    log.resumed += 1;
    for (const event of session.sent.slice(seq)) socket.send(JSON.stringify({ op: 0, ...event }));
    send(session, 'RESUMED', {});
    return session;
  }

  const gateway: Gateway = {
    server,
    log,
    heartbeatMs: 41_250,
    acknowledges: true,
    refusals: { how: 'error', times: 0 },
    refuses() {
      log.attempts += 1;
      if (gateway.refusals.times === 0) return undefined;
      gateway.refusals.times -= 1;
      return gateway.refusals.how;
    },
    isOpen: () => sessions.some(({ socket }) => socket?.readyState === 1),
    dispatch(type, data) {
      for (const session of sessions.filter(({ isAlive }) => isAlive)) send(session, type, data);
    },
    askToReconnect: () => eachSocket((socket) => socket.send(JSON.stringify({ op: 7, d: null }))),
    invalidate(resumable) {
      if (!resumable) gateway.forget();
      eachSocket((socket) => socket.send(JSON.stringify({ op: 9, d: resumable })));
    },
    forget() {
      for (const session of sessions) session.isAlive = false;
    },
    drop(code) {
      eachSocket((socket) => (code === 1006 ? socket.terminate() : socket.close(code)));
    },
    addGuild(guild) {
      for (const session of sessions.filter(({ isAlive }) => isAlive))
        send(session, 'GUILD_CREATE', guildCreate(state, guild));
    },
  };

  function eachSocket(work: (socket: WebSocket) => void): void {
    for (const socket of server.clients) work(socket);
  }

  server.on('connection', (socket: WebSocket) => {
    let session: Session | undefined;
    let count = 0;
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: gateway.heartbeatMs } }));
    socket.on('message', (data) => {
      const { op, d } = JSON.parse(String(data)) as { op: number; d: JsonObject };
      count += 1;
      if (count > 120) return close(socket, 4008);
      if (op === 1) return gateway.acknowledges ? socket.send(JSON.stringify({ op: 11 })) : undefined;
      if (op === 2 && session !== undefined) return close(socket, 4005);
      if (op === 2) session = identify(socket, d);
      else if (op === 6) session = resume(socket, d);
      else close(socket, session === undefined ? 4003 : 4001);
    });
    socket.on('close', (code) => {
      if (session?.socket === socket) session.socket = undefined;
      // A client that says goodbye by 1000 or 1001 gives its session up.
      if (session !== undefined && (code === 1000 || code === 1001)) session.isAlive = false;
    });
  });
  return gateway;
}

function hears(intents: number, type: string, data: unknown): boolean {
  if (type.startsWith('GUILD_')) return (intents & GUILDS) !== 0;
  if (type !== 'MESSAGE_CREATE') return true;
  const isDirect = (data as JsonObject)['guild_id'] === undefined;
  return (intents & (isDirect ? DIRECT_MESSAGES : GUILD_MESSAGES)) !== 0;
}

function guildCreate(state: State, guild: Guild): JsonObject {
  const channels = [...state.channels.values()].filter(({ guildId }) => guildId === guild.id);
  return {
    ...guildJson(state, guild.id),
    joined_at: '2026-01-01T00:00:00Z',
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    members: [...guild.members]
      .filter(([id]) => id === state.bot.id)
      .map(([id, roles]) => ({ user: state.users.get(id), roles, joined_at: '2026-01-01T00:00:00Z' })),
    channels: channels.filter(({ type }) => type === 0).map(channelJson),
    threads: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    stickers: [],
    soundboard_sounds: [],
  };
}

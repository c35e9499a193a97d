import type { IncomingMessage, ServerResponse } from 'node:http';
import { createDiscordPlatform } from '../adapters/discord/platform.ts';
import { renderDiscord } from '../adapters/discord/render.ts';
import { createSlackPlatform } from '../adapters/slack/platform.ts';
import { renderSlack } from '../adapters/slack/render.ts';
import type { Config } from '../config/read-config.ts';
import type { PlatformName } from '../domain/place.ts';
import type { Outlet } from '../pipeline/tools.ts';
import type { ChatPlatform } from '../ports/chat-platform.ts';
import type { Log } from '../ports/log.ts';

/** A platform that is connected for real, and how it is. */
interface Connected extends ChatPlatform {
  health(): { readonly ok: boolean; readonly reason?: string };
}

/** The platforms of the settings, and what the web server has to know of them. */
export interface OpenedPlatforms {
  readonly outlets: ReadonlyMap<PlatformName, Outlet>;
  readonly connected: readonly Connected[];
  /** Slack's HTTP mode: answers `POST /slack/events`. */
  readonly slackEvents?: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

/** Builds the platforms that have a token; they connect when they are started. */
export function openPlatforms(config: Config, log: Log, now: () => Temporal.Instant): OpenedPlatforms {
  const slack = openSlack(config, log, now);
  const discord = openDiscord(config, log, now);
  const outlets = new Map<PlatformName, Outlet>();
  if (slack !== undefined) outlets.set('slack', { platform: slack, render: renderSlack });
  if (discord !== undefined) outlets.set('discord', { platform: discord, render: renderDiscord });
  const connected = [slack, discord].filter((platform) => platform !== undefined);
  const slackEvents = slack?.handleHttp;
  return { outlets, connected, ...(slackEvents === undefined ? {} : { slackEvents }) };
}

function openSlack(config: Config, log: Log, now: () => Temporal.Instant) {
  const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, SLACK_API_URL } = config.settings;
  if (SLACK_BOT_TOKEN === undefined) return undefined;
  return createSlackPlatform({
    botToken: SLACK_BOT_TOKEN,
    log,
    now,
    ...(SLACK_APP_TOKEN === undefined ? {} : { appToken: SLACK_APP_TOKEN }),
    ...(SLACK_SIGNING_SECRET === undefined ? {} : { signingSecret: SLACK_SIGNING_SECRET }),
    ...(SLACK_API_URL === undefined ? {} : { apiUrl: SLACK_API_URL }),
  });
}

function openDiscord(config: Config, log: Log, now: () => Temporal.Instant) {
  const { DISCORD_TOKEN, DISCORD_APP_ID, DISCORD_GUILD_ID, DISCORD_API_URL } = config.settings;
  if (DISCORD_TOKEN === undefined) return undefined;
  return createDiscordPlatform({
    token: DISCORD_TOKEN,
    log,
    now,
    ...(DISCORD_APP_ID === undefined ? {} : { appId: DISCORD_APP_ID }),
    ...(DISCORD_GUILD_ID === undefined ? {} : { guildId: DISCORD_GUILD_ID }),
    ...(DISCORD_API_URL === undefined ? {} : { apiUrl: DISCORD_API_URL }),
  });
}

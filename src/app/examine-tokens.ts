import type { Config } from '../config/read-config.ts';
import type { Finding } from './finding.ts';
import { errorWords } from './open-world.ts';

const PATIENCE_MS = 5_000;
const SLACK_API = 'https://slack.com/api/';
const DISCORD_API = 'https://discord.com/api';

/** Asks both platforms whether they take the tokens that are set. */
export async function examineTokens(config: Config): Promise<readonly Finding[]> {
  if (config.playground) {
    const message = 'No Slack or Discord token is set: start serves the playground.';
    return [{ name: 'tokens', state: 'look', message, remedy: 'README, Connect Slack and Connect Discord.' }];
  }
  const { SLACK_BOT_TOKEN, DISCORD_TOKEN, SLACK_API_URL, DISCORD_API_URL } = config.settings;
  const asked = [
    ...(SLACK_BOT_TOKEN === undefined ? [] : [askSlack(SLACK_API_URL ?? SLACK_API, SLACK_BOT_TOKEN)]),
    ...(DISCORD_TOKEN === undefined ? [] : [askDiscord(DISCORD_API_URL ?? DISCORD_API, DISCORD_TOKEN)]),
  ];
  return Promise.all(asked.map((finding) => finding.catch((error: unknown) => unreachable(error, config))));
}

async function askSlack(api: string, token: string): Promise<Finding> {
  const answer = await fetch(`${api}auth.test`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const body = (await answer.json()) as { ok?: boolean; error?: string; team?: string };
  if (body.ok === true)
    return {
      name: 'tokens',
      state: 'well',
      message: `Slack takes the token (${body.team ?? 'workspace unknown'}).`,
    };
  const message = `Slack refuses SLACK_BOT_TOKEN (${body.error ?? answer.status}).`;
  return {
    name: 'tokens',
    state: 'broken',
    message,
    remedy: 'Install the app again and copy its bot token.',
  };
}

async function askDiscord(api: string, token: string): Promise<Finding> {
  const answer = await fetch(`${api.replace(/\/$/, '')}/v10/users/@me`, {
    headers: { authorization: `Bot ${token}` },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (answer.ok) {
    const { username } = (await answer.json()) as { username?: string };
    return {
      name: 'tokens',
      state: 'well',
      message: `Discord takes the token (${username ?? 'name unknown'}).`,
    };
  }
  const message = `Discord refuses DISCORD_TOKEN (${answer.status}).`;
  return { name: 'tokens', state: 'broken', message, remedy: 'Reset the token under Bot and copy it.' };
}

function unreachable(error: unknown, config: Config): Finding {
  const message = `A platform cannot be asked: ${errorWords(error, config)}.`;
  return {
    name: 'tokens',
    state: 'look',
    message,
    remedy: 'Check the network, and SLACK_API_URL or DISCORD_API_URL.',
  };
}

import { COMMAND } from '../src/adapters/slack/receive.ts';
import { SCOPES } from '../src/adapters/slack/scopes.ts';
import { specs } from '../src/commands/catalog.ts';

/** What Slack tells the app of, and why. */
const EVENTS: readonly { readonly event: string; readonly why: string }[] = [
  { event: 'message.im', why: 'what people write to the bot in its direct message' },
  { event: 'app_mention', why: 'what is said to the bot in a channel' },
  { event: 'app_home_opened', why: 'greets a person who opens the bot for the first time' },
];

/**
 * The app's manifest (docs.slack.dev/reference/app-manifest), from the code. Without `address` for Socket Mode; with
 * it, the public address of this bot's web server, for HTTP.
 */
export function slackManifest(address?: string): object {
  const url = address === undefined ? undefined : new URL('/slack/events', address).href;
  const requestUrl = url === undefined ? {} : { request_url: url };
  return {
    display_information: {
      name: 'News Digest',
      description: 'Tells each story once, with all its outlets, in sentences quoted word for word.',
      background_color: '#1f5f6e',
    },
    features: {
      app_home: {
        home_tab_enabled: false,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: 'news-digest', always_online: true },
      slash_commands: [
        {
          command: COMMAND,
          description: 'The news: now, on a schedule, or of one text',
          usage_hint: specs.map(({ name }) => name).join(' | '),
          should_escape: false,
          ...(url === undefined ? {} : { url }),
        },
      ],
    },
    oauth_config: { scopes: { bot: SCOPES.map(({ scope }) => scope) } },
    settings: {
      event_subscriptions: { ...requestUrl, bot_events: EVENTS.map(({ event }) => event) },
      interactivity: { is_enabled: true, ...requestUrl },
      org_deploy_enabled: false,
      socket_mode_enabled: url === undefined,
      token_rotation_enabled: false,
    },
  };
}

/** `docs/slack.md`: how to make the app, and what each scope and event is for. */
export function slackPage(): string {
  return `${[
    '# Slack',
    '',
    'Made from the code by `node scripts/build-manifest.ts`; do not edit.',
    '',
    '## Make the app',
    '',
    '1. On https://api.slack.com/apps choose *Create New App*, *From a manifest*, your workspace, and paste',
    '   [slack-manifest.json](slack-manifest.json).',
    '2. *Install to Workspace*, and copy the *Bot User OAuth Token* to `SLACK_BOT_TOKEN`.',
    '3. Under *Basic Information*, *App-Level Tokens*, generate one with the scope `connections:write`, and copy it to',
    '   `SLACK_APP_TOKEN`. This is Socket Mode: the bot needs no address that Slack can reach.',
    '4. Start the bot, open a channel, `/invite @news-digest`, then `/digest subscribe all when:weekdays 08:30`.',
    '',
    'With an address of your own, use HTTP instead: `node scripts/build-manifest.ts https://bot.example` prints the',
    'manifest for it; set `SLACK_SIGNING_SECRET` (*Basic Information*) and no `SLACK_APP_TOKEN`, and lead',
    '`https://bot.example/slack/events` to `PORT`.',
    '',
    '## What it asks for',
    '',
    '| scope | why |',
    '| --- | --- |',
    ...SCOPES.map(({ scope, why }) => `| \`${scope}\` | ${why} |`),
    '',
    '| event | why |',
    '| --- | --- |',
    ...EVENTS.map(({ event, why }) => `| \`${event}\` | ${why} |`),
    '',
    'Without a scope the rest goes on working. Without a `…:history` scope, a digest whose answer from Slack was lost',
    'cannot be found again: it is held, `doctor` says so, and its stories ride in the next one. Direct messages of',
    'several people are not served: they would take three scopes more.',
    '',
  ].join('\n')}`;
}

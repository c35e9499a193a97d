import { answer } from '../commands/answer.ts';
import { idOf } from '../domain/ids.ts';
import { type Place, placeKey } from '../domain/place.ts';
import { say } from '../wording/say.ts';
import type { Tools } from './tools.ts';

/** Greets who installed the bot, with the next step, through the outbox like any other message. */
export async function enqueueWelcome(
  tools: Pick<Tools, 'store' | 'platforms' | 'rules' | 'now'>,
  to: Place,
): Promise<void> {
  const { store, platforms, rules, now } = tools;
  const outlet = platforms.get(to.platform);
  if (outlet === undefined) return;
  const { locale } = rules.defaults;
  const example = (line: string) => [{ kind: 'code' as const, text: line }];
  const message = answer(locale, say(locale, 'welcome.title'), [
    say(locale, 'welcome.what'),
    say(locale, 'welcome.quiet'),
    say(locale, 'welcome.next'),
    example('/digest sources add:https://example.org/news.xml'),
    example('/digest subscribe all when:weekdays 08:30'),
  ]);
  await store.enqueue({
    id: idOf('delivery', 'welcome', placeKey(to), now().toString()),
    place: to,
    createdAt: now(),
    parts: outlet.render(message),
  });
}

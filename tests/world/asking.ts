import { renderSlack } from '../../src/adapters/slack/render.ts';
import type { Message } from '../../src/domain/message.ts';
import type { Place } from '../../src/domain/place.ts';
import type { Act, Person, Visibility } from '../../src/domain/request.ts';
import type { SmallWorld } from './small-world.ts';

/** What a person was answered: the message, its plain words, and who sees it. */
export interface Heard {
  readonly message: Message;
  readonly text: string;
  readonly visibility: Visibility;
}

let count = 0;

/** A person asks in a place; resolves to the answer, or undefined when there was none. */
export async function ask(
  world: SmallWorld,
  place: Place,
  act: Act | string,
  more: { readonly person?: Partial<Person>; readonly id?: string; readonly whyNotPost?: string } = {},
): Promise<Heard | undefined> {
  count += 1;
  let heard: Heard | undefined;
  await world.pipeline.inbox.handle(
    {
      id: more.id ?? `request ${count}`,
      platform: place.platform,
      place,
      person: { id: 'U1', name: 'alice', mayManage: true, ...more.person },
      act: typeof act === 'string' ? { kind: 'words', words: act } : act,
    },
    {
      whyNotPost: async () => more.whyNotPost,
      async send(message, visibility) {
        const text = renderSlack(message)
          .map((part) => part.text)
          .join('\n');
        heard = { message, text, visibility };
      },
    },
  );
  return heard;
}

import { memo, useContext, useEffect, useRef } from 'react';
import type { Press } from './controls.tsx';
import { DiscordMessage } from './discord-message.tsx';
import { ClockContext } from './inline.tsx';
import { findQuotations, mark, rangeAt } from './quotations.ts';
import { SlackMessage } from './slack-message.tsx';
import { recentOf, timeOf } from './times.ts';
import type { PlatformName, WireEntry } from './wire.ts';

interface EntryProps {
  readonly platform: PlatformName;
  readonly place: string;
  readonly entry: WireEntry;
  /** Whether its quotations are marked, because the Reader is open. */
  readonly marked: boolean;
  /** A click on the message; `sentence` is -1 when it was beside every quotation. */
  readonly onRead: (entry: string, sentence: number) => void;
  readonly onPress: (entry: string, control: string, chosen: string | undefined) => void;
}

const onlyYou: Readonly<Record<PlatformName, string>> = {
  slack: 'Only visible to you',
  discord: 'Only you can see this',
};

/** One line of a transcript, in the dress of its platform. */
export const Entry = memo(function Entry(props: EntryProps) {
  const { platform, place, entry } = props;
  const { now, zone } = useContext(ClockContext);
  const bot = entry.from === 'bot';
  const time = platform === 'slack' ? timeOf(entry.at, zone) : recentOf(entry.at, now, zone);
  return (
    <article className="entry" id={`${platform}-${place}-${entry.id}`} data-visibility={entry.visibility}>
      {entry.visibility === 'private' && <p className="only-you">{onlyYou[platform]}</p>}
      {entry.asked !== undefined && <p className="asked">You: {entry.asked}</p>}
      <div className={bot ? 'face' : 'face you'} aria-hidden="true" />
      <div className="said">
        <p className="who">
          <strong>{bot ? 'News Digest' : 'You'}</strong>
          {bot && <span className="app">APP</span>}
          <time dateTime={entry.at}>{time}</time>
          {entry.edited === true && <span className="edited">(edited)</span>}
        </p>
        {bot ? <Drawing {...props} /> : <p>{entry.said}</p>}
      </div>
    </article>
  );
});

function Drawing({ platform, place, entry, marked, onRead, onPress }: EntryProps) {
  const drawn = useRef<HTMLDivElement>(null);
  const ranges = useRef<readonly (Range | undefined)[]>([]);
  const { part } = entry;
  const owner = `${platform}-${place}-${entry.id}`;
  const clock = useContext(ClockContext);

  // The clock is named here because a new time draws the ages anew, and moves the text that ranges point to.
  // biome-ignore lint/correctness/useExhaustiveDependencies: said above
  useEffect(() => {
    if (!marked || drawn.current === null || part === undefined) return undefined;
    ranges.current = findQuotations(drawn.current, part.quotations);
    mark(
      'quotation',
      owner,
      ranges.current.filter((range) => range !== undefined),
    );
    return () => mark('quotation', owner, []);
  }, [marked, part, owner, clock]);

  if (part === undefined) return null;
  const press: Press = (control, chosen) => onPress(entry.id, control, chosen);
  const Message = platform === 'slack' ? SlackMessage : DiscordMessage;
  return (
    // The keyboard's way to a sentence is Previous and Next in the Reader.
    // biome-ignore lint/a11y/noStaticElementInteractions: said above
    // biome-ignore lint/a11y/useKeyWithClickEvents: said above
    <div
      ref={drawn}
      className="message"
      onClick={(event) => {
        const { target, clientX, clientY } = event;
        if (!(target instanceof Element) || target.closest('a, button, select') !== null) return;
        if (getSelection()?.isCollapsed === false) return;
        const found = marked ? ranges.current : findQuotations(event.currentTarget, part.quotations);
        onRead(entry.id, rangeAt(found, clientX, clientY));
      }}
    >
      <Message payload={part.payload} onPress={press} />
    </div>
  );
}

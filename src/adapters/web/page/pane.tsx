import { type KeyboardEvent, type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { CommandBox } from './command-box.tsx';
import { Entry } from './entry.tsx';
import { beginningOfNewest } from './newest.ts';
import { sentenceOf, server } from './server.ts';
import { placeLabel, platformLabel } from './state.ts';
import type { WireCommand, WirePlace, WirePlatform } from './wire.ts';

interface PaneProps {
  readonly platform: WirePlatform;
  readonly commands: readonly WireCommand[];
  readonly shown: string;
  readonly marked: boolean;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly onShow: (place: string) => void;
  readonly onUse: () => void;
  readonly onRead: (place: string, entry: string, sentence: number) => void;
  readonly onFault: (message: string) => void;
}

/** One platform: its places as tabs, the transcript of one of them, and the command box. */
export function Pane(props: PaneProps) {
  const { platform, commands, shown, marked, input, onShow, onUse, onRead, onFault } = props;
  const { name, places } = platform;
  const place = places.find((each) => each.id === shown) ?? places[0];
  const placeId = place?.id ?? '';

  const complete = useCallback(
    (command: string, option: string, typed: string) =>
      server.complete({ platform: name, place: placeId, command, option, typed }),
    [name, placeId],
  );
  const tell = useCallback(
    async (act: Parameters<typeof server.act>[0]) => {
      try {
        await server.act(act);
        return true;
      } catch (error) {
        onFault(sentenceOf(error));
        return false;
      }
    },
    [onFault],
  );
  const press = useCallback(
    (entry: string, control: string, chosen: string | undefined) => {
      const choice = chosen === undefined ? {} : { chosen };
      void tell({ platform: name, place: placeId, entry, control, ...choice });
    },
    [tell, name, placeId],
  );
  const read = useCallback(
    (entry: string, sentence: number) => onRead(placeId, entry, sentence),
    [onRead, placeId],
  );

  if (place === undefined) return null;
  const tried = place.kind === 'channel' ? 'now' : 'subscribe';
  const example = commands.find((command) => command.name === tried)?.example;
  // All styles of slack-blocks-to-jsx hang under this id.
  const panel = name === 'slack' ? 'slack_blocks_to_jsx' : `${name}-panel`;
  const box =
    place.kind === 'channel' ? `Message #${place.name}, or /digest` : 'Message News Digest, or /digest';
  return (
    <section className={`pane ${name}`} aria-label={platformLabel[name]} onFocus={onUse}>
      <div className="pane-head">
        <h2>{platformLabel[name]}</h2>
        <Tabs platform={platform} shown={placeId} panel={panel} onShow={onShow} />
      </div>
      <div className="panel" role="tabpanel" id={panel} aria-labelledby={`${name}-tab-${placeId}`}>
        <Log key={placeId} label={`${platformLabel[name]}, ${placeLabel(place)}`} place={place}>
          {place.entries.map((entry) => (
            <Entry
              key={entry.id}
              platform={name}
              place={placeId}
              entry={entry}
              marked={marked}
              onRead={read}
              onPress={press}
            />
          ))}
        </Log>
      </div>
      <div className="pane-foot">
        {example !== undefined && (
          <p className="try">
            Try: <code>/digest {example}</code>
          </p>
        )}
        <CommandBox
          key={placeId}
          label={`${platformLabel[name]}: ${box}`}
          placeholder={box}
          commands={commands}
          input={input}
          complete={complete}
          send={(typed) => tell({ platform: name, place: placeId, typed })}
        />
      </div>
    </section>
  );
}

/** Tabs by the ARIA Authoring Practices: one stop for Tab, arrows walk and show. */
function Tabs(props: Pick<PaneProps, 'platform' | 'shown' | 'onShow'> & { readonly panel: string }) {
  const { platform, shown, panel, onShow } = props;
  const { name, places } = platform;
  const walk = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const at = places.findIndex((place) => place.id === shown);
    const next = places[(at + step + places.length) % places.length];
    if (step === 0 || next === undefined) return;
    onShow(next.id);
    document.getElementById(`${name}-tab-${next.id}`)?.focus();
  };
  return (
    <div className="tabs" role="tablist" aria-label={`Places on ${platformLabel[name]}`} onKeyDown={walk}>
      {places.map((place) => (
        <button
          key={place.id}
          type="button"
          role="tab"
          id={`${name}-tab-${place.id}`}
          aria-selected={place.id === shown}
          aria-controls={panel}
          tabIndex={place.id === shown ? 0 : -1}
          onClick={() => onShow(place.id)}
        >
          {placeLabel(place)}
        </button>
      ))}
    </div>
  );
}

/** The transcript; it opens at the newest post's beginning, and a new one is shown from its beginning too. */
function Log(props: {
  readonly label: string;
  readonly place: WirePlace;
  readonly children: React.ReactNode;
}) {
  const { label, place, children } = props;
  const log = useRef<HTMLDivElement>(null);
  const count = place.entries.length;
  // Only what is new moves the view; what was edited does not.
  // biome-ignore lint/correctness/useExhaustiveDependencies: said above
  useLayoutEffect(() => {
    log.current?.children[beginningOfNewest(place.entries)]?.scrollIntoView({ block: 'start' });
  }, [count]);
  useEffect(() => {
    const show = () => document.getElementById(location.hash.slice(1))?.scrollIntoView({ block: 'start' });
    show();
    addEventListener('hashchange', show);
    return () => removeEventListener('hashchange', show);
  }, []);
  return (
    // What is new is said once and shortly by the page; a digest of 2,000 characters is not read out unasked.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <div className="log" role="log" aria-live="off" aria-label={label} tabIndex={0} ref={log}>
      {count === 0 && <p className="empty">Nothing here yet. Type / to see what the bot can do.</p>}
      {children}
    </div>
  );
}

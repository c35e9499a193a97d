import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { Header } from './header.tsx';
import { ClockContext, DarkContext } from './inline.tsx';
import { KeysDialog, useKeys } from './keys.tsx';
import { Pane } from './pane.tsx';
import { Reader } from './reader.tsx';
import { listen, server } from './server.ts';
import {
  announcement,
  entryOf,
  firstState,
  type PageState,
  placeLabel,
  platformLabel,
  reduce,
} from './state.ts';
import { theme } from './theme.ts';
import { dayTimeOf } from './times.ts';
import type { PlatformName, WireMove, WireState } from './wire.ts';

/** The playground: two panes, the clock, and the Reader. */
export function Page({ first }: { readonly first: WireState }) {
  const [state, dispatch] = useReducer(reduce, first, firstState);
  const [fault, setFault] = useState('');
  const [moving, setMoving] = useState(false);
  const [dark, switchTheme] = useTheme();
  const said = useAnnouncement(state, () => dispatch({ do: 'announced' }));
  const boxes = { slack: useRef<HTMLInputElement>(null), discord: useRef<HTMLInputElement>(null) };
  const keys = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    let before = false;
    return listen({
      // The first state came with the page; after a break it is fetched anew.
      opened: () => {
        if (before) server.state().then((fresh) => dispatch({ do: 'load', state: fresh }), noteFault);
        before = true;
      },
      changed: (change) => dispatch({ do: 'change', change }),
      ticked: (clock) => dispatch({ do: 'tick', clock }),
    });
    function noteFault(error: Error) {
      setFault(error.message);
    }
  }, []);

  // A digest links to an earlier one by its address on this page.
  useEffect(() => {
    const follow = () => {
      const [, platform, place] = /^#(slack|discord)-(\w+)-\w+$/.exec(location.hash) ?? [];
      if (place !== undefined) dispatch({ do: 'show', platform: platform as PlatformName, place });
    };
    follow();
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);

  const move = async (to: WireMove['to']) => {
    if (moving) return;
    setMoving(true);
    setFault('');
    try {
      dispatch({ do: 'tick', clock: await server.move({ to }) });
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
    setMoving(false);
  };
  const toggleReader = () => dispatch({ do: 'reader', open: !state.reader.open });
  useKeys({
    '/': () => boxes[state.lastUsed].current?.focus(),
    n: () => void move('next-slot'),
    r: toggleReader,
    '?': () => keys.current?.showModal(),
  });

  const view = state.reading ? 'reader' : state.lastUsed;
  return (
    <ClockContext value={state.clock}>
      <a className="skip" href="#main">
        Skip to the messages
      </a>
      <Header
        clock={state.clock}
        moving={moving}
        readerOpen={state.reader.open}
        dark={dark}
        onMove={(to) => void move(to)}
        onReader={toggleReader}
        onTheme={switchTheme}
      />
      <Views
        view={view}
        onView={(name) =>
          dispatch(name === 'reader' ? { do: 'reader', open: true } : { do: 'use', platform: name })
        }
      />
      {fault !== '' && (
        <p className="fault" role="alert">
          {fault}{' '}
          <button type="button" onClick={() => setFault('')}>
            Hide
          </button>
        </p>
      )}
      <main
        id="main"
        tabIndex={-1}
        data-view={view}
        data-reader={state.reader.open}
        data-last={state.lastUsed}
      >
        <DarkContext value={dark}>
          <Panes state={state} dispatch={dispatch} boxes={boxes} onFault={setFault} />
        </DarkContext>
        {state.reader.open && (
          <Reader
            tab={state.reader.tab}
            target={state.reader.target}
            entry={entryOf(state, state.reader.target)}
            messages={messagesOf(state)}
            zone={state.clock.zone}
            onTab={(tab) => dispatch({ do: 'reader tab', tab })}
            onRead={(target) => dispatch({ do: 'read', target })}
            onClose={() => dispatch({ do: 'reader', open: false })}
          />
        )}
      </main>
      <p className="announcement" aria-live="polite">
        {said}
      </p>
      <KeysDialog dialog={keys} />
    </ClockContext>
  );
}

function Panes(props: {
  readonly state: PageState;
  readonly dispatch: React.Dispatch<Parameters<typeof reduce>[1]>;
  readonly boxes: Readonly<Record<PlatformName, React.RefObject<HTMLInputElement | null>>>;
  readonly onFault: (message: string) => void;
}) {
  const { state, dispatch, boxes, onFault } = props;
  const { reader } = state;
  // A click beside every quotation chooses the message, but does not open the Reader.
  const read = useCallback(
    (platform: PlatformName, place: string, entry: string, sentence: number) => {
      if (sentence < 0 && !reader.open) return;
      const target = { platform, place, entry, sentence: Math.max(sentence, 0) };
      dispatch({ do: 'read', target, ...(sentence < 0 ? {} : { tab: 'source' as const }) });
    },
    [reader.open, dispatch],
  );
  return state.platforms.map((platform) => (
    <Pane
      key={platform.name}
      platform={platform}
      commands={state.commands}
      shown={state.shown[platform.name]}
      marked={reader.open}
      input={boxes[platform.name]}
      onShow={(place) => dispatch({ do: 'show', platform: platform.name, place })}
      onUse={() => state.lastUsed === platform.name || dispatch({ do: 'use', platform: platform.name })}
      onRead={(place, entry, sentence) => read(platform.name, place, entry, sentence)}
      onFault={onFault}
    />
  ));
}

const views = ['slack', 'discord', 'reader'] as const;

/** On a phone: one of the three at a time. */
function Views(props: {
  readonly view: (typeof views)[number];
  readonly onView: (view: (typeof views)[number]) => void;
}) {
  return (
    <nav className="views" aria-label="View">
      {views.map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={name === props.view}
          onClick={() => props.onView(name)}
        >
          {name === 'reader' ? 'Reader' : platformLabel[name]}
        </button>
      ))}
    </nav>
  );
}

/** Newest first. */
function messagesOf(state: PageState): React.ComponentProps<typeof Reader>['messages'] {
  const all = state.platforms.flatMap((platform) =>
    platform.places.flatMap((place) =>
      place.entries
        .filter(({ part }) => part !== undefined)
        .map(({ id, at, part }) => ({
          at,
          target: { platform: platform.name, place: place.id, entry: id, sentence: 0 },
          label: `${platformLabel[platform.name]}, ${placeLabel(place)}, ${dayTimeOf(at, state.clock.zone)}: ${
            part?.text.split('\n')[0] ?? ''
          }`,
        })),
    ),
  );
  return all.toSorted((left, right) => right.at.localeCompare(left.at));
}

function useTheme(): readonly [dark: boolean, change: () => void] {
  const [dark, setDark] = useState(theme.isDark);
  useEffect(() => theme.onSystemChange(() => setDark(theme.isDark())), []);
  useEffect(() => theme.show(dark, false), [dark]);
  const change = () => {
    theme.show(!dark, true);
    setDark(!dark);
  };
  return [dark, change];
}

/** Posts come one by one; what came within a moment is said in one sentence. */
function useAnnouncement(state: PageState, done: () => void): string {
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (state.news.length === 0) return undefined;
    const timer = setTimeout(() => {
      setSaid(announcement(state));
      done();
    }, 400);
    return () => clearTimeout(timer);
  });
  return said;
}

import { type Dispatch, type RefObject, useCallback, useReducer, useRef, useState } from 'react';
import { useAnnouncement } from './announcement.ts';
import { Header } from './header.tsx';
import { ClockContext, DarkContext } from './inline.tsx';
import { KeysDialog, useKeys } from './keys.tsx';
import { useAddress, useLive } from './live.ts';
import { Pane } from './pane.tsx';
import { Reader } from './reader.tsx';
import { sentenceOf, server } from './server.ts';
import { type Action, entryOf, firstState, messagesOf, type PageState, reduce } from './state.ts';
import { useTheme } from './theme.ts';
import { useBack, Views } from './views.tsx';
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

  useLive(dispatch, setFault);
  useAddress(dispatch);
  useBack(state.reading, () => dispatch({ do: 'use', platform: state.lastUsed }));

  const move = async (to: WireMove['to']) => {
    if (moving) return;
    setMoving(true);
    setFault('');
    try {
      dispatch({ do: 'tick', clock: await server.move({ to }) });
    } catch (error) {
      setFault(sentenceOf(error));
    }
    setMoving(false);
  };
  const toggleReader = () => dispatch({ do: 'reader', open: !state.reader.open });
  const closeReader = () => {
    dispatch({ do: 'reader', open: false });
    document.getElementById('reader-button')?.focus();
  };
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
            onClose={closeReader}
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
  readonly dispatch: Dispatch<Action>;
  readonly boxes: Readonly<Record<PlatformName, RefObject<HTMLInputElement | null>>>;
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

import { dateOf, dayTimeOf, timeOf } from './times.ts';
import type { WireClock } from './wire.ts';

interface HeaderProps {
  readonly clock: WireClock;
  /** Whether the clock is being moved right now. */
  readonly moving: boolean;
  readonly readerOpen: boolean;
  readonly dark: boolean;
  readonly onMove: (to: 'next-slot' | 'next-hour') => void;
  readonly onReader: () => void;
  readonly onTheme: () => void;
}

export function Header({ clock, moving, readerOpen, dark, onMove, onReader, onTheme }: HeaderProps) {
  const { now, zone, nextSlot } = clock;
  const idle = nextSlot === undefined;
  return (
    <header>
      <h1>
        <strong>news-digest</strong> <span className="wide">playground</span>
      </h1>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form's */}
      <div className="clock" role="group" aria-label="Clock">
        <time dateTime={now}>
          <span className="wide">{dateOf(now, zone)}, </span>
          <span className="narrow">{dateOf(now, zone).slice(0, 3)} </span>
          {timeOf(now, zone)}
        </time>
        <span className="zone wide">{zone}</span>
        <button
          type="button"
          aria-disabled={idle || moving}
          onClick={() => idle || moving || onMove('next-slot')}
        >
          {idle ? 'Nothing scheduled' : 'Next slot'}
          {!idle && <span className="wide">: {dayTimeOf(nextSlot, zone)}</span>}
        </button>
        <button
          type="button"
          className="wide"
          aria-disabled={moving}
          onClick={() => moving || onMove('next-hour')}
        >
          +1 hour
        </button>
      </div>
      <button type="button" id="reader-button" className="wide" aria-expanded={readerOpen} onClick={onReader}>
        Reader
      </button>
      <button type="button" onClick={onTheme}>
        {dark ? 'Light' : 'Dark'}
      </button>
    </header>
  );
}

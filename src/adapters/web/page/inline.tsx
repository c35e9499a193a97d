import { createContext, type ReactNode, useContext } from 'react';
import { inPlace } from './in-place.tsx';
import { httpLink, type Run } from './runs.ts';
import { ageOf, recentOf } from './times.ts';
import type { WireClock } from './wire.ts';

/** The playground's clock: ages count from it. */
export const ClockContext = createContext<WireClock>({ now: '1970-01-01T00:00:00Z', zone: 'UTC' });

export const DarkContext = createContext(false);

/** Leads to another post of this page, or opens a new window; what is not http(s) stays text. */
export function Link(props: {
  readonly href: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  const { href, className, children } = props;
  if (httpLink(href) === undefined) return children;
  const here = `${location.origin}/#`;
  if (href.startsWith(here)) {
    return (
      <a className={className} href={href.slice(here.length - 1)}>
        {children}
      </a>
    );
  }
  return (
    <a className={className} href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

export function Moment({ seconds, relative }: { readonly seconds: number; readonly relative: boolean }) {
  const { now, zone } = useContext(ClockContext);
  const instant = new Date(seconds * 1000).toISOString();
  const exact = recentOf(instant, now, zone);
  return (
    <time dateTime={instant} title={exact}>
      {relative ? ageOf(seconds, now) : exact}
    </time>
  );
}

const elements = { bold: 'strong', italic: 'em', underline: 'u', strike: 's' } as const;

export function Runs({ runs }: { readonly runs: readonly Run[] }): ReactNode {
  return inPlace(runs, (run) => <OneRun run={run} />);
}

function OneRun({ run }: { readonly run: Run }): ReactNode {
  switch (run.kind) {
    case 'text':
      return run.text;
    case 'code':
      return <code>{run.text}</code>;
    case 'moment':
      return <Moment seconds={run.seconds} relative={run.relative} />;
    case 'link':
      return (
        <Link href={run.href}>
          <Runs runs={run.runs} />
        </Link>
      );
    default: {
      const Element = elements[run.kind];
      return (
        <Element>
          <Runs runs={run.runs} />
        </Element>
      );
    }
  }
}

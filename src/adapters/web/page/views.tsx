import { useEffect } from 'react';
import { platformLabel } from './state.ts';
import type { PlatformName } from './wire.ts';

export type View = PlatformName | 'reader';

const views: readonly View[] = ['slack', 'discord', 'reader'];

/** On a phone: one of the three at a time. */
export function Views({ view, onView }: { readonly view: View; readonly onView: (view: View) => void }) {
  return (
    <nav className="views" aria-label="View">
      {views.map((name) => (
        <button key={name} type="button" aria-pressed={name === view} onClick={() => onView(name)}>
          {name === 'reader' ? 'Reader' : platformLabel[name]}
        </button>
      ))}
    </nav>
  );
}

/** On a phone the browser's Back leads from the Reader to the pane, at the same place. */
export function useBack(reading: boolean, back: () => void): void {
  // The call that is right when Back is pressed is the one of that moment.
  // biome-ignore lint/correctness/useExhaustiveDependencies: said above
  useEffect(() => {
    if (!reading || !matchMedia('(max-width: 759px)').matches) return undefined;
    history.pushState(null, '');
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, [reading]);
}

import { type Dispatch, useEffect } from 'react';
import { listen } from './server.ts';
import type { Action } from './state.ts';

const LOST = 'The program does not answer. Is it still running?';

/** Follows the server: everything at first and after a break, then what is posted and what time it is there. */
export function useLive(dispatch: Dispatch<Action>, onFault: (message: string) => void): void {
  useEffect(() => {
    let lost = false;
    return listen({
      loaded(state) {
        dispatch({ do: 'load', state });
        if (lost) onFault('');
        lost = false;
      },
      lost() {
        lost = true;
        onFault(LOST);
      },
      changed: (change) => dispatch({ do: 'change', change }),
      ticked: (clock) => dispatch({ do: 'tick', clock }),
    });
  }, [dispatch, onFault]);
}

/** Follows the addresses by which a digest links to an earlier one on this page. */
export function useAddress(dispatch: Dispatch<Action>): void {
  useEffect(() => {
    const follow = () => {
      const [, platform, place] = /^#(slack|discord)-(\w+)-\w+$/.exec(location.hash) ?? [];
      if (place === undefined || (platform !== 'slack' && platform !== 'discord')) return;
      dispatch({ do: 'show', platform, place });
    };
    follow();
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, [dispatch]);
}

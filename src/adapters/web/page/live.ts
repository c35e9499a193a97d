import { type Dispatch, useEffect } from 'react';
import { listen, sentenceOf, server } from './server.ts';
import type { Action } from './state.ts';

const LOST = 'The program does not answer. Is it still running?';

/** Follows the server: what is posted, what time it is there, and everything anew after a break. */
export function useLive(dispatch: Dispatch<Action>, onFault: (message: string) => void): void {
  useEffect(() => {
    let lost = false;
    const reload = async () => {
      try {
        dispatch({ do: 'load', state: await server.state() });
        onFault('');
      } catch (error) {
        onFault(sentenceOf(error));
      }
    };
    return listen({
      opened() {
        if (lost) void reload();
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

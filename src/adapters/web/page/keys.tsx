import { type RefObject, useEffect, useRef } from 'react';

/** Single keys, which work outside of text fields only. */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { target } = event;
      const typing = target instanceof Element && target.closest('input, textarea, select, dialog') !== null;
      const work = latest.current[event.key];
      if (typing || work === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      work();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}

const list: readonly (readonly [string, string])[] = [
  ['/', 'to the box of the pane used last'],
  ['n', 'next slot'],
  ['r', 'open or close the Reader'],
  ['?', 'this list'],
  ['Up, Down', 'in a box: walk the suggestions; in an empty box: earlier lines'],
  ['Tab', 'in a box: complete'],
  ['Escape', 'in a box: close the suggestions, then empty it'],
];

export function KeysDialog({ dialog }: { readonly dialog: RefObject<HTMLDialogElement | null> }) {
  return (
    <dialog ref={dialog} className="keys" aria-labelledby="keys-title">
      <h2 id="keys-title">Keys</h2>
      <dl>
        {list.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <button type="button" onClick={() => dialog.current?.close()}>
        Close
      </button>
    </dialog>
  );
}

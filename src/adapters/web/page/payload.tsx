import { useState } from 'react';
import { platformLabel, type Target } from './state.ts';
import type { WireEntry } from './wire.ts';

const methods = {
  slack: { public: 'chat.postMessage', private: 'response_url, ephemeral' },
  discord: { public: 'POST /channels/…/messages', private: 'interaction answer, flags 64' },
} as const;

/** What was sent, how, and how much of the platform's limits it uses. */
export function Payload({ target, entry }: { readonly target: Target; readonly entry: WireEntry }) {
  const [copied, setCopied] = useState(false);
  const json = JSON.stringify(entry.part?.payload, null, 2);
  const copy = async () => {
    await navigator.clipboard.writeText(json);
    setCopied(true);
  };
  return (
    <>
      <p className="soft">
        {platformLabel[target.platform]}: {methods[target.platform][entry.visibility]}
        <br />
        {entry.part?.usage}
      </p>
      <p className="steps">
        <button type="button" onClick={() => void copy()}>
          Copy
        </button>
        <span aria-live="polite">{copied ? 'Copied' : ''}</span>
      </p>
      <pre>{json}</pre>
    </>
  );
}

import { Payload } from './payload.tsx';
import { Source } from './source.tsx';
import type { ReaderTab, Target } from './state.ts';
import type { WireEntry } from './wire.ts';

interface ReaderProps {
  readonly tab: ReaderTab;
  readonly target: Target | undefined;
  readonly entry: WireEntry | undefined;
  /** Every message of both panes, for the keyboard's way to another one. */
  readonly messages: readonly { readonly target: Target; readonly label: string }[];
  readonly zone: string;
  readonly onTab: (tab: ReaderTab) => void;
  readonly onRead: (target: Target) => void;
  readonly onClose: () => void;
}

const tabs: readonly (readonly [ReaderTab, string])[] = [
  ['source', 'Source'],
  ['payload', 'Payload'],
  ['text', 'Plain text'],
];

/** Shows where a sentence stands, what was sent, and what a screen reader gets. */
export function Reader({ tab, target, entry, messages, zone, onTab, onRead, onClose }: ReaderProps) {
  const part = entry?.part;
  return (
    <aside className="reader" aria-label="Reader">
      <div className="pane-head">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form's */}
        <div className="tabs" role="group" aria-label="What the Reader shows">
          {tabs.map(([name, label]) => (
            <button key={name} type="button" aria-pressed={name === tab} onClick={() => onTab(name)}>
              {label}
            </button>
          ))}
        </div>
        <button type="button" className="close" onClick={onClose}>
          Close
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <section className="reading" tabIndex={0} aria-label={tabs.find(([name]) => name === tab)?.[1]}>
        {tab !== 'source' && <MessageChoice target={target} messages={messages} onRead={onRead} />}
        {target === undefined || entry === undefined || part === undefined ? (
          <p className="soft">There is no message yet.</p>
        ) : tab === 'source' ? (
          <Source target={target} quotations={part.quotations} zone={zone} onRead={onRead} />
        ) : tab === 'payload' ? (
          <Payload target={target} entry={entry} />
        ) : (
          <p className="plain">{part.text}</p>
        )}
      </section>
    </aside>
  );
}

function MessageChoice({ target, messages, onRead }: Pick<ReaderProps, 'target' | 'messages' | 'onRead'>) {
  const keyOf = ({ platform, place, entry }: Target) => `${platform} ${place} ${entry}`;
  return (
    <label className="choice">
      <span>Message</span>
      <select
        value={target === undefined ? '' : keyOf(target)}
        onChange={(event) => {
          const chosen = messages.find((each) => keyOf(each.target) === event.currentTarget.value);
          if (chosen !== undefined) onRead(chosen.target);
        }}
      >
        {messages.map((message) => (
          <option key={keyOf(message.target)} value={keyOf(message.target)}>
            {message.label}
          </option>
        ))}
      </select>
    </label>
  );
}

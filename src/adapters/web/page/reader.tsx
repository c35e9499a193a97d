import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Link } from './inline.tsx';
import { mark } from './quotations.ts';
import { httpLink } from './runs.ts';
import { server } from './server.ts';
import { platformLabel, type ReaderTab, type Target } from './state.ts';
import { dateOf, timeOf } from './times.ts';
import type { WireArticle, WireEntry, WireQuotation } from './wire.ts';

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

interface SourceProps {
  readonly target: Target;
  readonly quotations: readonly WireQuotation[];
  readonly zone: string;
  readonly onRead: (target: Target) => void;
}

function Source({ target, quotations, zone, onRead }: SourceProps) {
  const { sentence } = target;
  const quotation = quotations[sentence];
  const { article, fault } = useArticle(quotation?.article);
  if (quotation === undefined) return <p className="soft">This message quotes nothing.</p>;
  if (fault !== undefined) return <p className="soft">{fault}</p>;
  if (article === undefined) return <p className="soft">Opening the article…</p>;
  const siblings = quotations.filter((each) => each.article === quotation.article);
  const step = (by: 1 | -1) =>
    onRead({ ...target, sentence: (sentence + by + quotations.length) % quotations.length });
  return (
    <>
      <p className="soft" aria-live="polite">
        {`Sentence ${siblings.indexOf(quotation) + 1} of ${siblings.length} quoted from this article`}
      </p>
      <h2>{article.title}</h2>
      <Credits article={article} zone={zone} />
      <ArticleText article={article} quotation={quotation} quotations={siblings} />
      <p className="soft">
        Characters {quotation.start} to {quotation.end} of the stored text, word for word.
      </p>
      <p className="steps">
        <button type="button" onClick={() => step(-1)}>
          Previous sentence
        </button>
        <button type="button" onClick={() => step(1)}>
          Next sentence
        </button>
      </p>
    </>
  );
}

function Credits({ article, zone }: { readonly article: WireArticle; readonly zone: string }) {
  const { outlet, published, link } = article;
  const when = published === undefined ? '' : `, ${dateOf(published, zone)} ${timeOf(published, zone)}`;
  return (
    <p className="soft">
      {outlet}
      {when}.{' '}
      {link !== undefined && httpLink(link) !== undefined && <Link href={link}>Open the original</Link>}
    </p>
  );
}

/** The text in its paragraphs, each of which knows where it starts, so that offsets become ranges. */
function ArticleText(props: {
  readonly article: WireArticle;
  readonly quotation: WireQuotation;
  readonly quotations: readonly WireQuotation[];
}) {
  const { article, quotation, quotations } = props;
  const body = useRef<HTMLDivElement>(null);
  const paragraphs = [...article.text.matchAll(/(?:.+\n?)+/g)];
  useLayoutEffect(() => {
    if (body.current === null) return undefined;
    const rangeOf = articleRanges(body.current);
    const now = rangeOf(quotation);
    mark('quoted', 'reader', quotations.filter((each) => each !== quotation).map(rangeOf));
    mark('quoted-now', 'reader', [now]);
    bringIntoSight(now, body.current);
    return () => {
      mark('quoted', 'reader', []);
      mark('quoted-now', 'reader', []);
    };
  }, [quotation, quotations]);
  return (
    <div className="article" lang={article.language} ref={body}>
      {paragraphs.map(({ 0: text, index }) => (
        <p key={index} data-start={index}>
          {text}
        </p>
      ))}
    </div>
  );
}

function articleRanges(body: Element): (quotation: WireQuotation) => Range {
  const nodes = [...body.children].flatMap((paragraph) =>
    paragraph instanceof HTMLElement && paragraph.firstChild instanceof Text
      ? [{ node: paragraph.firstChild, start: Number(paragraph.dataset['start']) }]
      : [],
  );
  const place = (offset: number): readonly [Node, number] => {
    const found = nodes.findLast(({ start }) => start <= offset);
    return found === undefined ? [body, 0] : [found.node, Math.min(offset - found.start, found.node.length)];
  };
  return ({ start, end }) => {
    const range = document.createRange();
    range.setStart(...place(start));
    range.setEnd(...place(end));
    return range;
  };
}

/** Brings a range to the upper third of what scrolls, unless it is in sight. */
function bringIntoSight(range: Range, inside: Element): void {
  const frame = inside.closest('.reading');
  if (frame === null) return;
  const [seen, wanted] = [frame.getBoundingClientRect(), range.getBoundingClientRect()];
  if (wanted.top >= seen.top && wanted.bottom <= seen.bottom) return;
  frame.scrollTop += wanted.top - seen.top - seen.height / 3;
}

function useArticle(id: string | undefined): { readonly article?: WireArticle; readonly fault?: string } {
  const [found, setFound] = useState<{
    readonly id?: string | undefined;
    readonly article?: WireArticle;
    readonly fault?: string;
  }>({});
  useEffect(() => {
    if (id === undefined) return undefined;
    let late = false;
    server.article(id).then(
      (article) => late || setFound({ id, article }),
      (error: Error) => late || setFound({ id, fault: error.message }),
    );
    return () => {
      late = true;
    };
  }, [id]);
  return found.id === id ? found : {};
}

const methods = {
  slack: { public: 'chat.postMessage', private: 'response_url, ephemeral' },
  discord: { public: 'POST /channels/…/messages', private: 'interaction answer, flags 64' },
} as const;

function Payload({ target, entry }: { readonly target: Target; readonly entry: WireEntry }) {
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

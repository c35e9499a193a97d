import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Link } from './inline.tsx';
import { mark } from './quotations.ts';
import { httpLink } from './runs.ts';
import { server } from './server.ts';
import type { Target } from './state.ts';
import { dateOf, timeOf } from './times.ts';
import type { WireArticle, WireQuotation } from './wire.ts';

interface SourceProps {
  readonly target: Target;
  readonly quotations: readonly WireQuotation[];
  readonly zone: string;
  readonly onRead: (target: Target) => void;
}

/** The article that a sentence was taken from, with all the message's sentences marked in it. */
export function Source({ target, quotations, zone, onRead }: SourceProps) {
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

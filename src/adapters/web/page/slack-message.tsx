import { type ReactNode, useContext, useLayoutEffect, useMemo, useRef } from 'react';
import { type Block, Message } from 'slack-blocks-to-jsx';
import { MessageButton, MessageMenu, type Press } from './controls.tsx';
import { inPlace } from './in-place.tsx';
import { ClockContext, DarkContext, Link, Moment, Runs } from './inline.tsx';
import { object, objects, text } from './json.ts';
import { readMrkdwn } from './slack-mrkdwn.ts';
import { dateOf, timeOf } from './times.ts';
import type { JsonObject } from './wire.ts';

/** The blocks that the library draws as Slack does. */
const drawnByLibrary: ReadonlySet<string> = new Set(['header', 'rich_text', 'divider', 'image', 'table']);

/** Draws a Block Kit payload: what is read by slack-blocks-to-jsx, grey lines and what is pressed by ourselves. */
export function SlackMessage({
  payload,
  onPress,
}: {
  readonly payload: JsonObject;
  readonly onPress: Press;
}) {
  const groups = useMemo(() => groupBlocks(objects(payload['blocks'])), [payload]);
  if (groups.length === 0) return <Text text={text(payload['text'])} />;
  return inPlace(groups, (group) => {
    const [first] = group;
    if (first === undefined || isLibrarys(first)) return <LibraryBlocks blocks={group} />;
    return <OwnBlock block={first} onPress={onPress} />;
  });
}

function isLibrarys(block: JsonObject): boolean {
  return drawnByLibrary.has(text(block['type']));
}

/** Neighbours that the library draws stay together; every other block stands alone. */
function groupBlocks(blocks: readonly JsonObject[]): readonly (readonly JsonObject[])[] {
  const groups: JsonObject[][] = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    if (last !== undefined && before !== undefined && isLibrarys(before) && isLibrarys(block))
      last.push(block);
    else groups.push([block]);
  }
  return groups;
}

function LibraryBlocks({ blocks }: { readonly blocks: readonly JsonObject[] }) {
  const place = useRef<HTMLDivElement>(null);
  const { now, zone } = useContext(ClockContext);
  const dark = useContext(DarkContext);
  // The library names elements by the payload's ids, which repeat from message to message.
  useLayoutEffect(() => {
    for (const element of place.current?.querySelectorAll('[id]') ?? []) element.removeAttribute('id');
  });
  const anonymous = blocks.map(({ block_id: _, ...block }) => block) as unknown as Block[];
  const hooks = {
    link: ({ href, className, children }: { href: string; className: string; children: ReactNode }) => (
      <Link href={href} className={className}>
        {children}
      </Link>
    ),
    date: ({ timestamp, format }: { timestamp: string; format: string }) => (
      <Moment seconds={Number(timestamp)} relative={format.includes('{ago}')} />
    ),
  };
  return (
    <div ref={place}>
      {/* The clock is in the key, for the library keeps the first hooks that it was given. */}
      <Message
        key={`${dateOf(now, zone)} ${timeOf(now, zone)}`}
        withoutWrapper
        theme={dark ? 'dark' : 'light'}
        name="News Digest"
        logo=""
        blocks={anonymous}
        hooks={hooks}
      />
    </div>
  );
}

function OwnBlock({ block, onPress }: { readonly block: JsonObject; readonly onPress: Press }) {
  const type = text(block['type']);
  if (type === 'context') return <Context block={block} />;
  if (type === 'section') return <Section block={block} onPress={onPress} />;
  if (type !== 'actions') return <p className="unknown">A block of type {type} is not drawn.</p>;
  return (
    <div className="actions">
      {inPlace(objects(block['elements']), (element) => (
        <Control element={element} onPress={onPress} />
      ))}
    </div>
  );
}

function Context({ block }: { readonly block: JsonObject }) {
  return (
    <div className="context">
      {inPlace(objects(block['elements']), (element) => (
        <TextObject json={element} />
      ))}
    </div>
  );
}

function Section({ block, onPress }: { readonly block: JsonObject; readonly onPress: Press }) {
  const accessory = object(block['accessory']);
  return (
    <div className="section">
      <div>
        {inPlace([object(block['text']), ...objects(block['fields'])], (element) => (
          <TextObject json={element} />
        ))}
      </div>
      {accessory['action_id'] !== undefined && <Control element={accessory} onPress={onPress} />}
    </div>
  );
}

function TextObject({ json }: { readonly json: JsonObject }) {
  return json['type'] === 'mrkdwn' ? <Text text={text(json['text'])} /> : <p>{text(json['text'])}</p>;
}

/** Lines of mrkdwn; a line that starts with `>` is a quote. */
function Text({ text: source }: { readonly text: string }) {
  return inPlace(source.split('\n'), (line) => {
    const [, mark, rest = ''] = /^(&gt; ?|> ?|)(.*)$/.exec(line) ?? [];
    const runs = <Runs runs={readMrkdwn(rest)} />;
    return mark ? <blockquote>{runs}</blockquote> : <p>{runs}</p>;
  });
}

function Control({ element, onPress }: { readonly element: JsonObject; readonly onPress: Press }) {
  const id = text(element['action_id']);
  const label = text(object(element['text'])['text']);
  if (element['type'] === 'button') {
    return (
      <MessageButton id={id} label={label} name={text(element['accessibility_label'])} onPress={onPress} />
    );
  }
  if (element['type'] !== 'static_select') {
    return <p className="unknown">An element of type {text(element['type'])} is not drawn.</p>;
  }
  const options = objects(element['options']).map((option) => ({
    label: text(object(option['text'])['text']),
    value: text(option['value']),
  }));
  const placeholder = text(object(element['placeholder'])['text']);
  return <MessageMenu id={id} placeholder={placeholder} options={options} onPress={onPress} />;
}

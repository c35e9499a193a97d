import type { ReactNode } from 'react';
import { MessageButton, MessageMenu, type Press } from './controls.tsx';
import { type MarkdownBlock, readMarkdown } from './discord-markdown.ts';
import { inPlace } from './in-place.tsx';
import { Link, Runs } from './inline.tsx';
import { object, objects, text } from './json.ts';
import { httpLink, type Run } from './runs.ts';
import type { JsonObject } from './wire.ts';

interface Drawn {
  readonly component: JsonObject;
  readonly onPress: Press;
}

/** Draws Discord's components (V2) and plain content, as the API reference "Component Reference" lists them. */
export function DiscordMessage({
  payload,
  onPress,
}: {
  readonly payload: JsonObject;
  readonly onPress: Press;
}) {
  const content = text(payload['content']);
  return (
    <>
      {content !== '' && <Markdown content={content} />}
      <Components list={objects(payload['components'])} onPress={onPress} />
    </>
  );
}

function Components({ list, onPress }: { readonly list: readonly JsonObject[]; readonly onPress: Press }) {
  return inPlace(list, (component) => <Component component={component} onPress={onPress} />);
}

const drawings: Readonly<Record<number, (drawn: Drawn) => ReactNode>> = {
  1: ActionRow,
  2: Button,
  3: StringSelect,
  9: Section,
  10: TextDisplay,
  11: Thumbnail,
  12: MediaGallery,
  14: Separator,
  17: Container,
};

function Component({ component, onPress }: Drawn) {
  const Drawing = drawings[Number(component['type'])];
  if (Drawing !== undefined) return <Drawing component={component} onPress={onPress} />;
  return <p className="unknown">Component type {String(component['type'])} is not drawn.</p>;
}

function Container({ component, onPress }: Drawn) {
  const colour = component['accent_color'];
  const style =
    typeof colour === 'number' ? { borderLeftColor: `#${colour.toString(16).padStart(6, '0')}` } : undefined;
  return (
    <div className={style === undefined ? 'container plain' : 'container'} style={style}>
      <Components list={objects(component['components'])} onPress={onPress} />
    </div>
  );
}

function ActionRow({ component, onPress }: Drawn) {
  return (
    <div className="actions">
      <Components list={objects(component['components'])} onPress={onPress} />
    </div>
  );
}

function Button({ component, onPress }: Drawn) {
  const label = text(component['label']);
  if (component['style'] === 5) return <Link href={text(component['url'])}>{label}</Link>;
  return <MessageButton id={text(component['custom_id'])} label={label} onPress={onPress} />;
}

function StringSelect({ component, onPress }: Drawn) {
  const options = objects(component['options']).map((option) => ({
    label: text(option['label']),
    value: text(option['value']),
  }));
  const placeholder = text(component['placeholder']);
  const id = text(component['custom_id']);
  return <MessageMenu id={id} placeholder={placeholder} options={options} onPress={onPress} />;
}

function Section({ component, onPress }: Drawn) {
  return (
    <div className="section">
      <div>
        <Components list={objects(component['components'])} onPress={onPress} />
      </div>
      <Component component={object(component['accessory'])} onPress={onPress} />
    </div>
  );
}

/** Pictures are named and not fetched: the page asks nobody but its own server for anything. */
function Thumbnail({ component }: Drawn) {
  const address = text(object(component['media'])['url']);
  const label = text(component['description']) || 'Picture';
  return (
    <p className="picture">{httpLink(address) === undefined ? label : <Link href={address}>{label}</Link>}</p>
  );
}

function MediaGallery({ component, onPress }: Drawn) {
  return inPlace(objects(component['items']), (item) => <Thumbnail component={item} onPress={onPress} />);
}

function Separator({ component }: Drawn) {
  return component['divider'] === false ? <div className="gap" /> : <hr />;
}

function TextDisplay({ component }: Drawn) {
  return (
    <div className="text">
      <Markdown content={text(component['content'])} />
    </div>
  );
}

function Markdown({ content }: { readonly content: string }) {
  return inPlace(readMarkdown(content), (block) => <Block block={block} />);
}

/** The pane's own heading is an h2, so Discord's `##` becomes an h3. */
const headings = { 1: 'h3', 2: 'h3', 3: 'h4' } as const;

function Block({ block }: { readonly block: MarkdownBlock }) {
  switch (block.kind) {
    case 'heading': {
      const Heading = headings[block.level];
      return (
        <Heading>
          <Runs runs={block.runs} />
        </Heading>
      );
    }
    case 'small':
      return (
        <p className="small">
          <Runs runs={block.runs} />
        </p>
      );
    case 'code':
      return <pre>{block.text}</pre>;
    case 'list':
      return (
        <ul>
          {inPlace(block.lines, (runs) => (
            <li>
              <Runs runs={runs} />
            </li>
          ))}
        </ul>
      );
    case 'quote':
      return <blockquote>{lines(block.lines)}</blockquote>;
    case 'text':
      return <p>{lines(block.lines)}</p>;
  }
}

function lines(all: readonly (readonly Run[])[]) {
  return inPlace(all, (runs, index) => (
    <>
      {index > 0 && <br />}
      <Runs runs={runs} />
    </>
  ));
}

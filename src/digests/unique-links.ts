import type { Digest } from '../domain/digest.ts';
import type { Block, Inline, StoryBlock } from '../domain/message.ts';

/**
 * Link texts are unique within a message, so that a list of links can be told apart by ear: a text that stood
 * there before keeps its words and loses its link; a headline names its outlet first.
 */
export function uniqueLinks({ stories }: Digest, blocks: readonly Block[]): readonly Block[] {
  const seen = new Set<string>();
  const isNew = (text: string) => !seen.has(text) && seen.add(text) !== undefined;
  const outlets = new Map(stories.map(({ story, coverage }) => [story, coverage[0]?.outlet ?? '']));

  const inline = (piece: Inline): Inline =>
    piece.kind === 'link' && !isNew(piece.text) ? { kind: 'quoted', text: piece.text } : piece;

  const headline = (block: StoryBlock): StoryBlock => {
    if (block.link === undefined || isNew(block.headline)) return block;
    const named = `${block.headline} (${outlets.get(block.story)})`;
    if (isNew(named)) return { ...block, headline: named };
    const { link: _, ...unlinked } = block;
    return unlinked;
  };

  return blocks.map((block) => {
    if (block.kind === 'line' || block.kind === 'note')
      return { ...block, content: block.content.map(inline) };
    if (block.kind !== 'story') return block;
    const named = headline(block);
    return { ...named, byline: named.byline.map(inline) };
  });
}

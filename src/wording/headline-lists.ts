import type { Block, StoryBlock } from '../domain/message.ts';

/** Stories of which only the headline is shown, in a row: they are laid out as lines of one list. */
export interface HeadlineList {
  readonly kind: 'headlines';
  readonly stories: readonly StoryBlock[];
}

/** The blocks, with each run of stories without sentences as one list. */
export function groupHeadlines(blocks: readonly Block[]): readonly (Block | HeadlineList)[] {
  const rows: (Block | HeadlineList)[] = [];
  for (const block of blocks) {
    const last = rows.at(-1);
    if (block.kind !== 'story' || !isHeadlineOnly(block)) rows.push(block);
    else if (last?.kind === 'headlines')
      rows[rows.length - 1] = { ...last, stories: [...last.stories, block] };
    else rows.push({ kind: 'headlines', stories: [block] });
  }
  return rows;
}

export function isHeadlineOnly({ sentences, difference }: StoryBlock): boolean {
  return sentences.length === 0 && difference === undefined;
}

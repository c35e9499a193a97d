import { Fragment, type ReactNode } from 'react';

/** Draws items that never change their places, so that their place is their key. */
export function inPlace<Item>(
  items: readonly Item[],
  draw: (item: Item, index: number) => ReactNode,
): readonly ReactNode[] {
  // biome-ignore lint/suspicious/noArrayIndexKey: said above
  return items.map((item, index) => <Fragment key={index}>{draw(item, index)}</Fragment>);
}

import type { Json } from '../../domain/message.ts';

export type JsonObject = { readonly [key: string]: Json };

/** How many components these are, with all that are inside them. */
export function countComponents(components: readonly JsonObject[]): number {
  return components.reduce((sum, component) => sum + 1 + countComponents(childrenOf(component)), 0);
}

/** How long the texts of all text displays are together, in UTF-16 units. */
export function countCharacters(components: readonly JsonObject[]): number {
  return components.reduce((sum, component) => {
    const content = component['content'];
    return sum + (typeof content === 'string' ? content.length : 0) + countCharacters(childrenOf(component));
  }, 0);
}

function childrenOf(component: JsonObject): readonly JsonObject[] {
  const children = component['components'];
  return Array.isArray(children) ? children : [];
}

import type { StoreOperations } from '../../ports/store.ts';
import { articleOperations } from './article-operations.ts';
import { digestOperations } from './digest-operations.ts';
import { lockOperations } from './locks.ts';
import { outboxOperations } from './outbox-operations.ts';
import type { Queries } from './queries.ts';
import { requestOperations } from './request-operations.ts';
import { sourceOperations } from './source-operations.ts';
import { storyOperations } from './story-operations.ts';
import { subscriptionOperations } from './subscription-operations.ts';
import { upkeepOperations } from './upkeep-operations.ts';

/** All operations of the port, over a database or over one transaction of it. */
export function operationsOn(queries: Queries): StoreOperations {
  return {
    ...sourceOperations(queries),
    ...articleOperations(queries),
    ...storyOperations(queries),
    ...subscriptionOperations(queries),
    ...digestOperations(queries),
    ...outboxOperations(queries),
    ...requestOperations(queries),
    ...upkeepOperations(queries),
    ...lockOperations(queries),
  };
}

/** Operations that write with more than one statement: outside a transaction they get one of their own. */
export const WRITE_AS_ONE = [
  'putArticles',
  'assignStories',
  'mergeStories',
  'removeSubscription',
  'putDigest',
  'enqueue',
  'enqueueAll',
  'putSubscriptions',
  'takeSlots',
  'remember',
  'prune',
  'probe',
] as const satisfies readonly (keyof StoreOperations)[];

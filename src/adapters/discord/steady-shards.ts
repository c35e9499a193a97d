import type { SimpleShardingStrategy } from 'discord.js';

type Strategy = typeof SimpleShardingStrategy;

/** As much of a shard of @discordjs/ws 1 as is needed to end it. */
interface Shard {
  internalConnect(): Promise<void>;
  readonly connection: { terminate(): void } | null;
}

/**
 * discord.js's way to hold its shards, but for two things. A shard that could not be opened at first goes on trying,
 * while the client is told that it failed and would be replaced: then both would try. And a shard that is destroyed
 * while it waits to connect again, or connects, comes back to life.
 */
export function steadyShards(
  Base: Strategy,
  manager: ConstructorParameters<Strategy>[0],
): SimpleShardingStrategy {
  class SteadyShards extends Base {
    override connect(): Promise<void> {
      super.connect().catch(() => undefined);
      return Promise.resolve();
    }

    override async destroy(options?: Parameters<SimpleShardingStrategy['destroy']>[0]): Promise<void> {
      const { shards } = this as unknown as { readonly shards: ReadonlyMap<number, Shard> };
      const ending = [...shards.values()];
      for (const shard of ending) shard.internalConnect = () => Promise.resolve();
      await super.destroy(options);
      for (const shard of ending) shard.connection?.terminate();
    }
  }
  return new SteadyShards(manager);
}

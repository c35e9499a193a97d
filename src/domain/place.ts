/** The chat platforms. The playground stands in for both under the same names. */
export type PlatformName = 'slack' | 'discord';

/** Where a message goes: a channel or a person, in a workspace (Slack) or guild (Discord), on a platform. */
export interface Place {
  readonly platform: PlatformName;
  /**
   * The workspace's id. A direct message on Discord belongs to no guild: `@me/` and the person's id, so that
   * nobody sees another one's sources.
   */
  readonly workspace: string;
  readonly kind: 'channel' | 'person';
  /** The platform's id: of the channel, or of the person. */
  readonly id: string;
  /** What people call it, without a leading `#`; absent when it is not known. */
  readonly name?: string;
}

/** One string per place: the key of its queue and of its rows. The name does not count. */
export function placeKey(place: Place): string {
  return `${place.platform}/${place.workspace}/${place.kind}/${place.id}`;
}

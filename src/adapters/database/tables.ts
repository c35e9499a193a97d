import type { Generated } from 'kysely';
import type { PartState } from '../../domain/delivery.ts';
import type { ArticleId, DeliveryId, DigestId, SourceId, StoryId, SubscriptionId } from '../../domain/ids.ts';
import type { Place, PlatformName } from '../../domain/place.ts';
import type { SourceKind } from '../../domain/source.ts';

/** An instant, as milliseconds since 1970-01-01T00:00Z. */
type Millis = number;
/** 0 or 1: SQLite has no booleans. */
type Flag = number;
/** JSON as text, written and read by json.ts. */
type JsonText = string;

interface SourceTable {
  id: SourceId;
  kind: SourceKind;
  address: string;
  title: string;
  language: string | null;
  tags: JsonText | null;
  etag: string | null;
  last_modified: string | null;
  first_visit: Millis | null;
  last_success: Millis | null;
  fault_at: Millis | null;
  fault_message: string | null;
  failures: number;
  next_visit: Millis;
  stopped: Flag;
}

interface SourceShareTable {
  source: SourceId;
  /** Empty: every workspace. */
  workspace: string;
}

interface ArticleTable {
  sequence: Generated<number>;
  id: ArticleId;
  source: SourceId;
  link: string | null;
  title: string;
  text: string;
  language: string | null;
  outlet: string;
  wire: string | null;
  published: Millis | null;
  fetched: Millis;
  counts_as_new: Flag;
  tags: JsonText;
  fingerprint: string;
  story: StoryId | null;
}

interface StoryTable {
  id: StoryId;
}

/** Former names; `story` is always a present one. */
interface StoryAliasTable {
  alias: StoryId;
  story: StoryId;
}

interface PlaceColumns {
  platform: PlatformName;
  workspace: string;
  place_kind: Place['kind'];
  place_id: string;
  place_name: string | null;
}

interface SubscriptionTable extends PlaceColumns {
  id: SubscriptionId;
  name: string;
  selection: JsonText;
  schedule: JsonText;
  created_by: string;
  created_at: Millis;
  handled_until: Millis;
  next_slot: Millis | null;
  suspended: string | null;
  empty_in_a_row: number;
  locale: string;
}

interface SlotTable {
  subscription: SubscriptionId;
  slot: Millis;
}

interface DigestTable {
  id: DigestId;
  subscription: SubscriptionId | null;
  at: Millis;
  /** The whole digest. */
  body: JsonText;
}

/** The articles that a digest quotes or lists: kept as long as its delivery is open. */
interface DigestArticleTable {
  digest: DigestId;
  article: ArticleId;
}

interface DeliveryTable extends PlaceColumns {
  id: DeliveryId;
  digest: DigestId | null;
  subscription: SubscriptionId | null;
  created_at: Millis;
}

/** The columns of a `PartState`; which ones are set depends on `state`. */
export interface PartStateColumns {
  state: PartState['state'];
  attempts: number;
  due_at: Millis | null;
  sending_at: Millis | null;
  lease_until: Millis | null;
  lookups: number | null;
  receipt: JsonText | null;
  reason: string | null;
}

interface PartTable extends PartStateColumns {
  delivery: DeliveryId;
  position: number;
  part: JsonText;
}

interface ToldTable {
  subscription: SubscriptionId;
  story: StoryId;
  told_at: Millis;
  link: string | null;
}

interface ToldArticleTable {
  subscription: SubscriptionId;
  story: StoryId;
  article: ArticleId;
}

interface RequestTable {
  id: string;
  seen_at: Millis;
}

/** The tables, as Kysely sees them; `migrations.ts` makes them. */
export interface Tables {
  sources: SourceTable;
  source_shares: SourceShareTable;
  articles: ArticleTable;
  stories: StoryTable;
  story_aliases: StoryAliasTable;
  subscriptions: SubscriptionTable;
  slots: SlotTable;
  digests: DigestTable;
  digest_articles: DigestArticleTable;
  deliveries: DeliveryTable;
  parts: PartTable;
  told: ToldTable;
  told_articles: ToldArticleTable;
  requests: RequestTable;
}

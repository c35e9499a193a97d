import type { Place } from '../../domain/place.ts';
import type { Tables } from './tables.ts';
import { given, storable } from './values.ts';

type PlaceColumns = Pick<
  Tables['deliveries'],
  'platform' | 'workspace' | 'place_kind' | 'place_id' | 'place_name'
>;

export function placeColumns(place: Place): PlaceColumns {
  return {
    platform: place.platform,
    workspace: place.workspace,
    place_kind: place.kind,
    place_id: place.id,
    place_name: place.name === undefined ? null : storable(place.name),
  };
}

export function placeOf(row: PlaceColumns): Place {
  return {
    platform: row.platform,
    workspace: row.workspace,
    kind: row.place_kind,
    id: row.place_id,
    ...given('name', row.place_name),
  };
}

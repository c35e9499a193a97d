/** One thing that was looked at: how it is, and what to do when it is not well. */
export interface Finding {
  readonly name:
    | 'configuration'
    | 'data folder'
    | 'disk'
    | 'clock'
    | 'zones'
    | 'store'
    | 'sources'
    | 'deliveries'
    | 'tokens';
  readonly state: 'well' | 'look' | 'broken';
  readonly message: string;
  readonly remedy?: string;
}

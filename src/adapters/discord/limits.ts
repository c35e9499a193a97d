/** What Discord takes in one message (docs.discord.com/developers/components/reference, read November 2026). */
export const LIMITS = {
  /** All components, nested ones and the container too. */
  components: 40,
  /** The texts of all text displays together, addresses and marks included. */
  text: 4_000,
  /** Rows hold up to five buttons or one select. */
  rowButtons: 5,
  buttonLabel: 80,
  /** Of buttons and selects. */
  customId: 100,
  options: 25,
  optionLabel: 100,
  optionValue: 100,
  placeholder: 150,
  /** Name and value of a completion. */
  choice: 100,
} as const;

/** Components V2 (flag 1 << 15): the message has components only, no `content`. Cannot be taken back by an edit. */
export const COMPONENTS_V2 = 32_768;

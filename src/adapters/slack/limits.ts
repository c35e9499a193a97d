/** What Slack takes in one message (docs.slack.dev/reference/block-kit, read November 2026). */
export const LIMITS = {
  blocks: 50,
  /**
   * Length of the blocks as JSON. Not documented: `chat.postMessage` answers `msg_blocks_too_long` from about 13,200
   * characters of all blocks together (bolt-js issues 2509 and 2867), and how it counts is not known, so the whole
   * JSON is counted, which can only be more.
   */
  weight: 13_200,
  /** Slack cuts at 40,000, but advises 4,000, and a notification shows far less. */
  text: 3_500,
  /** `chat.update` counts bytes, after `& < >` are escaped. */
  textBytes: 4_000,
  headerText: 150,
  /** Of one mrkdwn or text element; of a context element too. */
  textObject: 3_000,
  actionsElements: 25,
  actionId: 255,
  blockId: 255,
  buttonText: 75,
  buttonValue: 2_000,
  placeholder: 150,
  options: 100,
  optionText: 75,
  optionValue: 150,
} as const;

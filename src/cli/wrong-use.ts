/** The person said something that cannot be meant; the message is one sentence that says what to say instead. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}

/** A press of a button, or a choice from a menu, of the message that it stands in. */
export type Press = (control: string, chosen?: string) => void;

export function MessageButton(props: {
  readonly id: string;
  readonly label: string;
  readonly name?: string;
  readonly onPress: Press;
}) {
  const { id, label, name, onPress } = props;
  return (
    <button type="button" data-control={id} aria-label={name || undefined} onClick={() => onPress(id)}>
      {label}
    </button>
  );
}

/** Falls back to its placeholder after each choice, as a menu that acts does on both platforms. */
export function MessageMenu(props: {
  readonly id: string;
  readonly placeholder: string;
  readonly options: readonly { readonly label: string; readonly value: string }[];
  readonly onPress: Press;
}) {
  const { id, placeholder, options, onPress } = props;
  return (
    <select
      data-control={id}
      aria-label={placeholder}
      value=""
      onChange={(event) => onPress(id, event.currentTarget.value)}
    >
      <option value="" disabled>
        {placeholder}
      </option>
      {options.map(({ label, value }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}

import { type RefObject, useEffect, useId, useState } from 'react';
import { nextIn, type Suggestion } from './completion.ts';
import type { WireChoice, WireCommand } from './wire.ts';

interface CommandBoxProps {
  readonly label: string;
  readonly placeholder: string;
  readonly commands: readonly WireCommand[];
  readonly input: RefObject<HTMLInputElement | null>;
  readonly complete: (command: string, option: string, typed: string) => Promise<readonly WireChoice[]>;
  /** Whether it was taken: then the box is emptied. */
  readonly send: (text: string) => Promise<boolean>;
}

/** A combobox by the ARIA Authoring Practices: the focus stays in the box, the list is walked from there. */
export function CommandBox(props: CommandBoxProps) {
  const { label, placeholder, input } = props;
  const list = useId();
  const box = useBox(props);
  const { text, suggestions, open, chosen, busy } = box;
  return (
    <form
      className="command-box"
      onSubmit={(event) => {
        event.preventDefault();
        void box.submit();
      }}
    >
      {open && (
        <div role="listbox" id={list} aria-label="Suggestions">
          {suggestions.map((suggestion, index) => (
            <Option
              key={`${suggestion.label} ${suggestion.text}`}
              id={`${list}-${index}`}
              suggestion={suggestion}
              selected={suggestion === chosen}
              onTake={() => box.type(suggestion.text)}
            />
          ))}
        </div>
      )}
      <input
        ref={input}
        type="text"
        role="combobox"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={list}
        aria-activedescendant={chosen === undefined ? undefined : `${list}-${suggestions.indexOf(chosen)}`}
        placeholder={placeholder}
        value={text}
        onChange={(event) => box.type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (box.press(event.key, event.shiftKey)) event.preventDefault();
        }}
        onBlur={box.close}
      />
      <button type="submit" className="send" aria-disabled={busy}>
        Send
      </button>
    </form>
  );
}

/** What stands in the box, and what its keys do. */
function useBox({ commands, complete, send }: CommandBoxProps) {
  const [text, setText] = useState('');
  const [closed, setClosed] = useState(true);
  const [active, setActive] = useState(-1);
  const [sent, setSent] = useState<readonly string[]>([]);
  const [recalled, setRecalled] = useState(0);
  const [busy, setBusy] = useState(false);
  const { suggestions, eager } = useSuggestions(text, commands, complete);
  const open = !closed && suggestions.length > 0;
  const chosen = open ? (suggestions[active] ?? (eager ? suggestions[0] : undefined)) : undefined;

  const close = () => setClosed(true);
  const type = (next: string) => {
    setText(next);
    setClosed(false);
    setActive(-1);
    setRecalled(0);
  };
  const submit = async () => {
    const line = text.trim();
    if (line === '' || busy) return;
    setBusy(true);
    close();
    setSent([...sent, line]);
    setRecalled(0);
    if (await send(line)) setText('');
    setBusy(false);
  };
  const recall = (back: number) => {
    const line = sent.at(-back);
    if (back > 0 && line === undefined) return;
    setRecalled(back);
    setText(back === 0 ? '' : (line ?? ''));
    close();
  };
  const walk = (step: 1 | -1) => {
    const { length } = suggestions;
    const from = chosen === undefined ? -1 : suggestions.indexOf(chosen);
    setActive(from < 0 && step < 0 ? length - 1 : (from + step + length) % length);
  };
  /** Whether the key meant something here. */
  const press = (key: string, shift: boolean): boolean => {
    if (open && (key === 'ArrowDown' || key === 'ArrowUp')) walk(key === 'ArrowDown' ? 1 : -1);
    else if (key === 'ArrowUp' && (text === '' || recalled > 0)) recall(recalled + 1);
    else if (key === 'ArrowDown' && recalled > 0) recall(recalled - 1);
    else if (key === 'ArrowDown' && suggestions.length > 0) setClosed(false);
    else if (key === 'Tab' && open && !shift) type((chosen ?? suggestions[0])?.text ?? text);
    else if (key === 'Enter' && chosen !== undefined) type(chosen.text);
    else if (key === 'Enter') void submit();
    else if (key === 'Escape' && open) close();
    else if (key === 'Escape' && text !== '') type('');
    else return false;
    return true;
  };
  return { text, suggestions, open, chosen, busy, type, close, submit, press };
}

function Option(props: {
  readonly id: string;
  readonly suggestion: Suggestion;
  readonly selected: boolean;
  readonly onTake: () => void;
}) {
  const { id, suggestion, selected, onTake } = props;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the box
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the box's
    <div
      role="option"
      id={id}
      aria-selected={selected}
      ref={(element) => {
        if (selected) element?.scrollIntoView({ block: 'nearest' });
      }}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onTake}
    >
      <span>{suggestion.label}</span> <span className="hint">{suggestion.hint}</span>
    </div>
  );
}

/** What the catalog offers, after the values that the server knows. */
function useSuggestions(
  text: string,
  commands: readonly WireCommand[],
  complete: CommandBoxProps['complete'],
): { readonly suggestions: readonly Suggestion[]; readonly eager: boolean } {
  const next = nextIn(text, commands);
  const [answer, setAnswer] = useState<{ readonly to: string; readonly values: readonly Suggestion[] }>();
  useEffect(() => {
    const { ask } = nextIn(text, commands);
    if (ask === undefined) return undefined;
    let late = false;
    const values = (choices: readonly WireChoice[]) =>
      choices.map(({ label, value }) => ({ label, hint: ask.option, text: `${ask.before}${value} ` }));
    complete(ask.command, ask.option, ask.typed).then(
      (choices) => late || setAnswer({ to: text, values: values(choices) }),
      () => undefined,
    );
    return () => {
      late = true;
    };
  }, [text, commands, complete]);
  const values = answer?.to === text ? answer.values : [];
  const useful = values.filter((value) => value.text.trim() !== text.trim());
  return { suggestions: [...useful, ...next.suggestions], eager: next.eager };
}

import { useEffect, useState } from 'react';

const key = 'news-digest theme';
const system = matchMedia('(prefers-color-scheme: dark)');

/** Light or dark: as chosen on this machine, otherwise as the system says. */
export const theme = {
  isDark(): boolean {
    const chosen = read();
    return chosen === null ? system.matches : chosen === 'dark';
  },
  /** Shows it, and remembers it when it was chosen. */
  show(dark: boolean, chosen: boolean): void {
    document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
    if (chosen) write(dark ? 'dark' : 'light');
  },
  onSystemChange(listener: () => void): () => void {
    system.addEventListener('change', listener);
    return () => system.removeEventListener('change', listener);
  },
};

/** Whether it is dark now, and how to change it. */
export function useTheme(): readonly [dark: boolean, change: () => void] {
  const [dark, setDark] = useState(theme.isDark);
  useEffect(() => theme.onSystemChange(() => setDark(theme.isDark())), []);
  useEffect(() => theme.show(dark, false), [dark]);
  const change = () => {
    theme.show(!dark, true);
    setDark(!dark);
  };
  return [dark, change];
}

/** A browser may forbid to remember anything; then the page works without it. */
function read(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {}
}

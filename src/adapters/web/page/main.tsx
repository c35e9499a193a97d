import { createRoot } from 'react-dom/client';
import { Page } from './page.tsx';
import { sentenceOf, server } from './server.ts';
import { theme } from './theme.ts';

theme.show(theme.isDark(), false);
const place = document.getElementById('page');
if (place !== null) {
  try {
    const state = await server.state();
    createRoot(place).render(<Page first={state} />);
  } catch (error) {
    place.textContent = sentenceOf(error);
  }
}

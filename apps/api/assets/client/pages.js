/**
 * What a browser with JavaScript does beside: the components' own behaviour, a warning before the session ends, and
 * printing. Every page works without it.
 */
import {
  Button,
  CharacterCount,
  Checkboxes,
  createAll,
  ErrorSummary,
  ExitThisPage,
  NotificationBanner,
  Radios,
  ServiceNavigation,
  SkipLink,
} from './govuk-frontend.js';

for (const component of [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  ExitThisPage,
  NotificationBanner,
  Radios,
  ServiceNavigation,
  SkipLink,
])
  createAll(component);

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

const WARN_MS = 2 * 60_000;
const idle = document.getElementById('idle');

/** Warns two minutes before, counts down, and goes to the sign-in page when the time is over. */
function watch(until) {
  const left = idle.querySelector('[data-idle-left]');
  const tick = () => {
    const ms = until - Date.now();
    if (ms <= 0) return location.replace('/signed-out');
    if (ms <= WARN_MS) {
      if (!idle.open) idle.showModal();
      const minutes = Math.ceil(ms / 60_000);
      const words =
        minutes === 1 ? 'There is less than a minute left.' : `There are ${minutes} minutes left.`;
      if (left.textContent !== words) left.textContent = words;
    }
    timer = setTimeout(tick, ms > WARN_MS ? ms - WARN_MS : Math.min(ms, 1000));
  };
  let timer = setTimeout(tick, 0);
  return () => clearTimeout(timer);
}

if (idle) {
  // The server's clock may be another than this machine's: what counts is how long is left.
  const served = Number(idle.dataset.idleLeftMs);
  let stop = watch(Date.now() + served);
  const form = idle.querySelector('form');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const answer = await fetch(form.action, {
      method: 'POST',
      body: new URLSearchParams(new FormData(form)),
      headers: { accept: 'application/json' },
    }).catch(() => null);
    if (!answer?.ok) return location.reload();
    stop();
    idle.close();
    stop = watch(Date.now() + served);
  });
}

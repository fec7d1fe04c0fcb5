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

/** The words of a ready-made pathway say what is to be done, for as long as nobody wrote anything else there. */
let pathwayWords = '';
for (const radio of document.querySelectorAll('input[data-words]')) {
  radio.addEventListener('change', () => {
    const description = document.getElementById('description');
    if (![pathwayWords, ''].includes(description.value.trim())) return;
    pathwayWords = radio.dataset.words;
    description.value = pathwayWords;
    description.dispatchEvent(new Event('keyup'));
  });
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
    idle.close();
    beginAgain(served);
  });
  // What is saved in the background keeps the session, too.
  document.addEventListener('still-here', ({ detail }) => beginAgain(detail));
  function beginAgain(leftMs) {
    stop();
    stop = watch(Date.now() + leftMs);
  }
}

const QUIET_MS = 2_000;
const AGAIN_MS = 15_000;
const longForm = document.querySelector('form[data-autosave]');
if (longForm) autosave(longForm);

/**
 * Sends a long form in the background once nothing was typed for a moment, or the page is left. The answer is the same
 * page, which says when it was saved and with which version to go on. What the server refuses is said beside the
 * buttons; nothing on the page is changed by it, and pressing Save shows how to go on.
 */
function autosave(form) {
  const status = form.querySelector('[data-autosave-status]');
  const typed = () => [...form.querySelectorAll('textarea')].map(({ value }) => value).join('\0');
  // A page with errors on it is not what is saved.
  let saved = document.querySelector('.govuk-error-summary') ? null : typed();
  let sending = null;
  let isOver = false;
  let timer;

  const later = (ms) => {
    clearTimeout(timer);
    timer = setTimeout(() => void save(), ms);
  };

  async function send() {
    const now = typed();
    const body = new URLSearchParams(new FormData(form));
    body.set('background', 'yes');
    const answer = await fetch(form.action, { method: 'POST', body }).catch(() => null);
    // Its inline style has another nonce than this page's; nothing of it is needed.
    const html = (await answer?.text())?.replace(/<style[^]*?<\/style>/g, '') ?? '';
    const page = new DOMParser().parseFromString(html, 'text/html');
    const fresh = page.querySelector('form[data-autosave]');
    if (answer?.ok && fresh) {
      saved = now;
      form.elements.version.value = fresh.elements.version.value;
      status.textContent = fresh.querySelector('[data-autosave-status]').textContent;
      const left = Number(page.getElementById('idle')?.dataset.idleLeftMs);
      if (left > 0) document.dispatchEvent(new CustomEvent('still-here', { detail: left }));
      if (typed() !== now) later(QUIET_MS);
    } else if (answer === null || answer.status >= 500 || answer.status === 429) {
      status.textContent = 'Not saved just now. Trying again in a moment.';
      later(AGAIN_MS);
    } else {
      isOver = answer.status !== 422;
      status.textContent = `Not saved yet: ${whyNot(answer.status, page)}. What you typed is still here; select Save to go on.`;
    }
  }

  function whyNot(code, page) {
    if (code === 409) return 'something was saved in another tab or on another device meanwhile';
    if (code !== 422) return 'you have been signed out';
    const problems = [...page.querySelectorAll('.govuk-error-summary__list li')];
    return problems.map(({ textContent }) => textContent.trim().replace(/\.$/, '')).join('; ');
  }

  function save() {
    if (isOver || sending || typed() === saved) return sending;
    clearTimeout(timer);
    sending = send().finally(() => (sending = null));
    return sending;
  }

  form.addEventListener('input', () => later(QUIET_MS));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void save();
  });
  // Pressing a button while something is on its way waits for it, so that the page has no conflict with itself.
  form.addEventListener('submit', (event) => {
    clearTimeout(timer);
    if (!sending) {
      isOver = true;
      return;
    }
    event.preventDefault();
    const { submitter } = event;
    void sending.then(() => form.requestSubmit(submitter));
  });
}

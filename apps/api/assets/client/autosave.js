/** Long forms are saved as they are typed. */
import { parsed, standingOf, STILL_HERE } from './session.js';

const QUIET_MS = 2_000;
const AGAIN_MS = 15_000;

/**
 * Sends a long form in the background once nothing was typed for a moment, or the page is left. The answer is the same
 * page, which says when it was saved and with which version to go on. What the server refuses is said beside the
 * buttons; nothing on the page is changed by it, and pressing Save shows how to go on.
 */
export function autosave(form) {
  const status = form.querySelector('[data-autosave-status]');
  const texts = [...form.querySelectorAll('textarea')];
  const typed = () => texts.map(({ value }) => value).join('\0');
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
    const sent = texts.map(({ value }) => value);
    const body = new URLSearchParams(new FormData(form));
    body.set('background', 'yes');
    const answer = await fetch(form.action, { method: 'POST', body }).catch(() => null);
    const page = parsed((await answer?.text()) ?? '');
    const fresh = page.querySelector('form[data-autosave]');
    if (answer?.ok && fresh) {
      saved = now;
      // What is saved is no longer typed in vain: the end of the session need not keep it.
      texts.forEach((text, at) => (text.defaultValue = sent[at]));
      form.elements.version.value = fresh.elements.version.value;
      status.textContent = fresh.querySelector('[data-autosave-status]').textContent;
      const standing = standingOf(page);
      if (standing) document.dispatchEvent(new CustomEvent(STILL_HERE, { detail: standing }));
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

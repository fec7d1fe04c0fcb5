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
import { autosave } from './autosave.js';
import { keepSession, sayIsOver } from './session.js';

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

const session = document.getElementById('idle');
if (session) keepSession(session);
else if (document.querySelector('[data-signed-out]')) sayIsOver();

const longForm = document.querySelector('form[data-autosave]');
if (longForm) autosave(longForm);

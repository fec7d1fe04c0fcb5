/**
 * The end of a session, as a person sees it: a warning two minutes before, in every tab at once; and whatever they typed and
 * did not send stays on the page, out of sight, until they are back.
 */

/** What is done in the background says so with the session's standing, as `standingOf` has it. */
export const STILL_HERE = 'still-here';

const WARN_MS = 2 * 60_000;
/** Whoever is busy on a page keeps the session; the server is told that often at most. */
const TELL_MS = 5 * 60_000;
const AGAIN_MS = 15_000;
const CHANNEL = 'session';
const ADDRESS = '/stay-signed-in';

/** Who is signed in by a page of the service, for how long still, and the token of its forms; null when nobody is. */
export function standingOf(page) {
  const { dataset } = page.getElementById('idle') ?? {};
  return dataset
    ? {
        person: dataset.person,
        leftMs: Number(dataset.idleLeftMs),
        isLast: 'isLast' in dataset,
        token: page.querySelector('input[name=_token]').value,
      }
    : null;
}

/** Tells the other tabs that nobody is signed in any more. */
export function sayIsOver() {
  new BroadcastChannel(CHANNEL).postMessage(null);
}

export function keepSession(dialog) {
  const { person } = dialog.dataset;
  const tabs = new BroadcastChannel(CHANNEL);
  const part = (name) => dialog.querySelector(`[data-idle="${name}"]`);
  const left = part('left');
  const problem = part('problem');
  let until, toldAt, timer;
  let isOver = false;
  let asking = null;

  // The server's clock may be another than this machine's: what counts is how long is left.
  function goOn({ leftMs, isLast, token }) {
    clearTimeout(timer);
    until = Date.now() + leftMs;
    toldAt = Date.now();
    isOver = false;
    problem.textContent = '';
    for (const input of document.querySelectorAll('input[name=_token]')) input.value = token;
    show('soon');
    for (const [name, hidden] of [
      ['idle', isLast],
      ['stay', isLast],
      ['last', !isLast],
    ])
      part(name).hidden = hidden;
    if (leftMs > WARN_MS) dialog.close();
    tick();
  }

  function show(name) {
    part('soon').hidden = name !== 'soon';
    part('over').hidden = name !== 'over';
    dialog.setAttribute('aria-labelledby', `idle-${name}`);
    dialog.classList.toggle('app-idle--over', name === 'over');
  }

  function tick() {
    clearTimeout(timer);
    if (isOver) return;
    const ms = until - Date.now();
    if (ms <= 0) return end();
    if (ms <= WARN_MS) {
      open();
      const minutes = Math.ceil(ms / 60_000);
      const words =
        minutes === 1 ? 'There is less than a minute left.' : `There are ${minutes} minutes left.`;
      if (left.textContent !== words) left.textContent = words;
    }
    timer = setTimeout(tick, ms > WARN_MS ? ms - WARN_MS : Math.min(ms, 1000));
  }

  function open() {
    if (!dialog.open) dialog.showModal();
  }

  function end() {
    isOver = true;
    if (!isUnsaved())
      return location.replace(`/signed-out?to=${encodeURIComponent(location.pathname + location.search)}`);
    show('over');
    open();
  }

  /** Asks the server, to which asking is a sign of life. */
  function ask() {
    asking ??= fetchStanding().finally(() => (asking = null));
    return asking;
  }

  async function stay() {
    const standing = await ask();
    if (standing?.person === person) {
      tabs.postMessage(standing);
      goOn(standing);
    } else {
      toldAt = Date.now() - TELL_MS + AGAIN_MS;
      problem.textContent = whyNot(standing);
    }
  }

  function whyNot(standing) {
    if (standing === undefined) return 'The service cannot be reached just now. Try again in a moment.';
    if (standing === null) return 'You are not signed in yet.';
    return 'Somebody else is signed in now. What you typed can be sent by you alone: sign in as yourself.';
  }

  function busy() {
    if (!isOver && !asking && Date.now() - toldAt >= TELL_MS) void stay();
  }

  tabs.addEventListener('message', ({ data }) => {
    if (data?.person === person) goOn(data);
    else if (data === null && !isOver) end();
  });
  document.addEventListener(STILL_HERE, ({ detail }) => {
    tabs.postMessage(detail);
    goOn(detail);
  });
  for (const sign of ['input', 'keydown', 'pointerdown'])
    document.addEventListener(sign, busy, { capture: true, passive: true });
  // A machine that slept has no timers meanwhile.
  document.addEventListener('visibilitychange', tick);
  for (const button of dialog.querySelectorAll('button')) button.addEventListener('click', () => void stay());
  // Escape may close the warning, but does not show what is behind once the session is over.
  dialog.addEventListener('cancel', (event) => {
    if (isOver) event.preventDefault();
  });
  dialog.addEventListener('close', () => {
    if (isOver) open();
  });

  const standing = standingOf(document);
  tabs.postMessage(standing);
  goOn(standing);
}

/** As `standingOf` has it; undefined when the service could not be reached. */
async function fetchStanding() {
  try {
    const answer = await fetch(ADDRESS);
    if (!answer.ok) return undefined;
    return standingOf(parsed(await answer.text()));
  } catch {
    return undefined;
  }
}

/** A page that came in the background. Its inline style has another nonce than this page's; nothing of it is needed. */
export function parsed(html) {
  return new DOMParser().parseFromString(html.replace(/<style[^]*?<\/style>/g, ''), 'text/html');
}

/** Whether anything stands on the page that the service does not have. */
function isUnsaved() {
  // A refused form stands as it was sent.
  if (document.querySelector('main .govuk-error-summary, main [data-unsaved]')) return true;
  return [...document.querySelectorAll('main form[method=post]')].some(({ elements }) =>
    [...elements].some(isChanged),
  );
}

function isChanged(field) {
  if (field.localName === 'select')
    return (
      field.selectedIndex !==
      Math.max(
        0,
        [...field.options].findIndex((one) => one.defaultSelected),
      )
    );
  if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked;
  return field.type !== 'hidden' && field.localName !== 'button' && field.value !== field.defaultValue;
}

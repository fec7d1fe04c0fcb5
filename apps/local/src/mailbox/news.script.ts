import { html, Html } from './html.js';

/**
 * Says when there is new mail, without moving or losing anything on the page: that is left to a link. Without it the page
 * is complete, and the link beside it does the same.
 */
export function newsScript(nonce: string): Html {
  return html`<script nonce="${nonce}">
    ${source};
  </script>`;
}

const source = new Html(`
const news = document.getElementById('news');
const link = news.nextElementSibling;
const { newest, more } = news.dataset;
const title = document.title;
const say = (words, action) => {
  if (news.textContent !== words) news.textContent = words;
  if (link.textContent !== action) link.textContent = action;
};
const look = async () => {
  if (document.hidden) return;
  try {
    const answer = await fetch('/messages/count' + (more ? more + '&' : '?') + 'since=' + newest);
    const { count } = await answer.json();
    document.title = count ? '(' + count + ' new) ' + title : title;
    if (count) say(count === 1 ? '1 new message.' : count + ' new messages.', count === 1 ? 'Show it' : 'Show them');
    else say('', 'Check for new mail');
  } catch {
    say('The mailbox has stopped. Start it with npm start.', 'Try again');
  }
};
setInterval(look, 3000);
document.addEventListener('visibilitychange', look);
`);

import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { composeMessage, mailbox, type MessageToCompose } from './compose-message.js';

const DIGEST = '0123456789abcdef0123456789abcdef01234567';

function someMessage(change: Partial<MessageToCompose> = {}): MessageToCompose {
  return {
    messageId: `<${DIGEST}@consult.example.org>`,
    from: mailbox({ name: 'Practice consultations', email: 'calendar@consult.example.org' }),
    to: 'ash.field@borough.example.org',
    subject: 'Practice consultation: confirmed',
    date: new Date('2027-03-02T10:00:05Z'),
    text: 'Text',
    html: '<p>HTML</p>',
    calendar: null,
    ...change,
  };
}

const read = (change: Partial<MessageToCompose>) =>
  simpleParser(composeMessage(someMessage(change)), { skipTextToHtml: true });

describe('composing a message', () => {
  it('is the same bytes for the same message', () => {
    expect(composeMessage(someMessage())).toBe(
      [
        'From: "Practice consultations" <calendar@consult.example.org>',
        'To: ash.field@borough.example.org',
        'Subject: Practice consultation: confirmed',
        'Date: Tue, 02 Mar 2027 10:00:05 +0000',
        `Message-ID: <${DIGEST}@consult.example.org>`,
        'Auto-Submitted: auto-generated',
        'MIME-Version: 1.0',
        `Content-Type: multipart/alternative; boundary="=_${DIGEST}"`,
        '',
        `--=_${DIGEST}`,
        'Content-Type: text/plain; charset=utf-8',
        'Content-Transfer-Encoding: 7bit',
        '',
        'Text',
        `--=_${DIGEST}`,
        'Content-Type: text/html; charset=utf-8',
        'Content-Transfer-Encoding: 7bit',
        '',
        '<p>HTML</p>',
        `--=_${DIGEST}--`,
        '',
      ].join('\r\n'),
    );
  });

  it.each([
    ['a name beyond ASCII', 'Ymgynghoriadau ymarfer – Sgwâr y Bont'],
    ['a name with quotes and a backslash', 'The "quiet" \\ team'],
    ['a name that looks like an address', 'Team <x@example.org>, others'],
  ])('shows %s whole', async (_, name) => {
    const { from } = await read({ from: mailbox({ name, email: 'calendar@consult.example.org' }) });
    expect(from?.value).toEqual([{ name, address: 'calendar@consult.example.org' }]);
  });

  it.each(['subject', 'from', 'to', 'messageId'] as const)('lets no line break into %s', (header) => {
    for (const sly of ['x\r\nBcc: y@example.org', 'x\ny', 'x\r']) {
      expect(() => composeMessage(someMessage({ [header]: sly }))).toThrow('line break');
    }
  });

  it('keeps to 7 bits and to 998 characters a line, and loses nothing by it', async () => {
    const unit = fc.oneof(
      fc.constantFrom('\n', 'é', '日', '😀', '.', '\n.', '=', ' ', 'x'.repeat(400)),
      fc.string(),
    );
    const texts = fc
      .array(unit, { maxLength: 30 })
      .map((pieces) => `a${pieces.join('').replace(/[\p{Cc}]/gu, '\n')}z`);
    await fc.assert(
      fc.asyncProperty(texts, texts, async (text, calendar) => {
        const raw = composeMessage(someMessage({ text, calendar: { method: 'REQUEST', text: calendar } }));
        for (const line of raw.split('\r\n')) expect(line).toMatch(/^[\t\x20-\x7e]{0,998}$/);
        const parsed = await simpleParser(raw, { skipTextToHtml: true });
        expect(parsed.text?.trimEnd()).toBe(text);
        const part = parsed.attachments.find(({ contentType }) => contentType === 'text/calendar');
        expect(part?.content.toString('utf8').replaceAll('\r\n', '\n').trimEnd()).toBe(calendar);
      }),
    );
  });
});

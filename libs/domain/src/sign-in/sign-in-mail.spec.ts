import { signInMail } from './sign-in-mail.js';

/** Words that would tell whoever looks over a shoulder what the service is about. */
const TELLING =
  /abus|violen|survivor|perpetrator|victim|domestic|coerciv|harm|child|family|safe|refuge|marac|mash|consultation/i;

describe('the mail with a code', () => {
  const mail = signInMail({
    code: '012345',
    serviceName: 'Practice meetings',
    link: 'https://service.example.org/sign-in',
  });

  it('says the code once, beside the subject and the words', () => {
    expect(mail.facts).toEqual([{ label: 'Code', value: '012345' }]);
    expect([mail.subject, ...mail.paragraphs, mail.footer, mail.link.text].join(' ')).not.toMatch(/\d{3}/);
  });

  it('says for how long it works, and what to do when one did not ask', () => {
    expect(mail.paragraphs.join(' ')).toContain('It works once, for 10 minutes');
    expect(mail.paragraphs.join(' ')).toContain('If you did not ask for a code');
  });

  it('tells nobody what the service is about', () => {
    expect(JSON.stringify(mail)).not.toMatch(TELLING);
  });
});

import { signInMail } from '@case-consultation/domain';
import { signInCodeIn } from './sign-in-code.js';

describe('signInCodeIn', () => {
  it('finds the code in the mail that the service sends', () => {
    const { subject, paragraphs, facts, link } = signInMail({
      code: '012345',
      serviceName: 'Practice consultations',
      link: 'http://127.0.0.1:3000/sign-in/654321',
    });
    const text = [...paragraphs, ...facts.map(({ label, value }) => `${label}: ${value}`), link.href].join(
      '\n\n',
    );
    expect(signInCodeIn({ subject, text })).toBe('012345');
  });

  it.each([
    ['Your code to sign in', 'Your code is 428193.', '428193'],
    ['Your code to sign in', '428193\n\nAgain: 428193', '428193'],
    ['Your code to sign in', 'Either 428193 or 555777', undefined],
    ['Your code to sign in', 'Reference: B-428193', undefined],
    ['Your code to sign in', 'Call 02079460000', undefined],
    ['Your code to sign in', 'https://consultations.example.org/428193/a', undefined],
    ['Your code to sign in', '', undefined],
    ['Practice consultation: confirmed', 'Code: 428193', undefined],
  ])('"%s" with %j has the code %s', (subject, text, code) => {
    expect(signInCodeIn({ subject, text })).toBe(code);
  });
});

import { type Alert, ALERT_KINDS, capacityIsUnderDemand, countAlerts, toTell } from './alerts.js';
import { digestMail } from './digest-mail.js';

const one: Alert = { kind: 'with-lead', subjectId: 'a' };
const other: Alert = { kind: 'target-at-risk', subjectId: 'a' };

describe('what a lead is told', () => {
  it('is each alert once for as long as it lasts, and again when it has come back', () => {
    expect(toTell([one, other], [])).toEqual({ fresh: [one, other], gone: [] });
    expect(toTell([one, other], [one])).toEqual({ fresh: [other], gone: [] });
    expect(toTell([other], [one, other])).toEqual({ fresh: [], gone: [one] });
    expect(toTell([one], [])).toEqual({ fresh: [one], gone: [] });
  });

  it('is of capacity once three whole weeks have shown the same', () => {
    const week = (requests: number, slotsPublished: number) => ({ requests, slotsPublished });
    expect(capacityIsUnderDemand([week(5, 4), week(5, 4)])).toBe(false);
    expect(capacityIsUnderDemand([week(1, 4), week(5, 4), week(5, 4), week(6, 4)])).toBe(true);
    expect(capacityIsUnderDemand([week(5, 4), week(4, 4), week(6, 4)])).toBe(false);
  });

  it('is counted, and the mail says numbers alone', () => {
    const counts = countAlerts([
      one,
      { ...one, subjectId: 'b' },
      { kind: 'capacity-under-demand', subjectId: 'p' },
    ]);
    expect(ALERT_KINDS.map((kind) => counts[kind])).toEqual([0, 2, 0, 0, 1]);
    const { subject, facts, paragraphs } = digestMail({
      counts,
      serviceName: 'Practice consultations',
      link: 'https://x.example.org/board/alerts',
    });
    expect(facts.map(({ value }) => value)).toEqual(['2', 'Yes']);
    expect([subject, ...paragraphs].join(' ')).not.toMatch(/abuse|family|child|survivor/i);
  });
});

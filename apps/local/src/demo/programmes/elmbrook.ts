import { type ProgrammeSettings } from '@case-consultation/domain';
import { type DemoAgency, type DemoPathway, type DemoProgramme } from '../cast.js';
import { elmbrookPeople } from './elmbrook.people.js';

const agencies: readonly DemoAgency[] = [
  {
    key: 'council',
    name: 'Elmbrook and Fallowmere children’s social care',
    kind: 'children-social-care',
    mailDomain: 'elmbrook-fallowmere.example.org',
    teams: ['Practice programme', 'Assessment North', 'Assessment South', 'Safeguarding and court'],
  },
  {
    key: 'early-help',
    name: 'Elmbrook and Fallowmere early help',
    kind: 'early-help',
    mailDomain: 'elmbrook-fallowmere.example.org',
    teams: ['Family hub Elmbrook', 'Family hub Fallowmere'],
  },
  {
    key: 'health',
    name: 'Fallowmere health visiting',
    kind: 'health',
    mailDomain: 'fallowmere-health.example.org',
    teams: ['Health visiting East', 'Health visiting West'],
  },
  {
    key: 'police',
    name: 'Elmbrook police',
    kind: 'police',
    mailDomain: 'elmbrook-police.example.org',
    teams: ['Public protection'],
  },
  {
    key: 'housing',
    name: 'Fallowmere Homes',
    kind: 'housing',
    mailDomain: 'fallowmere-homes.example.org',
    teams: ['Housing options', 'Tenancy sustainment'],
  },
  {
    key: 'school',
    name: 'Bramble Lane School',
    kind: 'school',
    mailDomain: 'bramble-lane-school.example.org',
    teams: ['Pastoral team'],
  },
  {
    key: 'vawg',
    name: 'Lantern Row',
    kind: 'vawg-service',
    mailDomain: 'lantern-row.example.org',
    teams: ['Advocacy', 'Children’s workers'],
  },
];

/** The numbers are of the range that Ofcom keeps for drama. */
const pathways: readonly DemoPathway[] = [
  {
    kind: 'marac',
    name: 'MARAC referral',
    guidance:
      'Send the referral and the risk checklist by Tuesday noon for the next meeting. Ask the IDVA to speak with the survivor first.',
    contact: 'MARAC coordinator, 020 7946 0101',
    checkedDaysAgo: 12,
  },
  {
    kind: 'refuge',
    name: 'Refuge vacancy search',
    guidance:
      'Ring together with the survivor, from a safe phone. Say how many children, which areas are not safe and what access needs there are.',
    contact: 'Lantern Row, 020 7946 0102, at any hour',
    checkedDaysAgo: 5,
  },
  {
    kind: 'housing-reciprocal',
    name: 'Pan-London housing reciprocal',
    guidance:
      'For tenants of a council or housing association who have to move to another borough to be safe. Keep the present tenancy until the new one is signed.',
    contact: 'Fallowmere Homes, housing options, 020 7946 0103',
    checkedDaysAgo: 40,
  },
  {
    kind: 'perpetrator-programme',
    name: 'Programme for people who cause harm',
    guidance:
      'Refer with consent, name the behaviour that has to change, and tell the partner support worker on the same day.',
    contact: 'Fresh Course, 020 7946 0104',
    checkedDaysAgo: 21,
  },
  {
    kind: 'mash',
    name: 'MASH',
    guidance:
      'Where a child may be suffering significant harm: ring first, then send the referral on the same day.',
    contact: 'Elmbrook and Fallowmere MASH, 020 7946 0105',
    checkedDaysAgo: 3,
  },
  {
    kind: 'idva',
    name: 'IDVA',
    guidance: 'Ask the survivor how and when it is safe to be called, and pass that on with the referral.',
    contact: 'Lantern Row advocacy, 020 7946 0106',
    checkedDaysAgo: 8,
  },
  {
    kind: 'school',
    name: 'School',
    guidance:
      'Agree one named adult whom the child can go to, and what is said when a parent asks for information.',
    contact: 'The safeguarding lead of the school; Bramble Lane School, 020 7946 0107',
    checkedDaysAgo: 60,
  },
  {
    kind: 'health',
    name: 'Health',
    guidance:
      'Flag the record with the family’s consent, and agree who asks about safety when the survivor is seen alone.',
    contact: 'Fallowmere health visiting duty desk, 020 7946 0108',
    checkedDaysAgo: 33,
  },
  {
    kind: 'housing',
    name: 'Housing',
    guidance:
      'Ask for a sanctuary assessment, a change of the tenancy, or an emergency move. Arrears that the person causing harm ran up are noted as such.',
    contact: 'Fallowmere Homes, tenancy sustainment, 020 7946 0109',
    checkedDaysAgo: 17,
  },
];

/** @param helpline when the helpline is there */
function contactsWith(helpline: string): ProgrammeSettings['localContacts'] {
  return [
    { name: 'Elmbrook and Fallowmere MASH', phone: '020 7946 0105', when: 'Monday to Friday, 9am to 5pm' },
    { name: 'Emergency duty team', phone: '020 7946 0110', when: 'nights and weekends' },
    { name: 'Lantern Row helpline', phone: '020 7946 0102', when: helpline },
  ];
}

/** The demo programme. The place and all people are made up. */
export const elmbrook: DemoProgramme = {
  code: 'elmbrook',
  name: 'Elmbrook and Fallowmere',
  settings: {
    brand: { organisation: 'Elmbrook and Fallowmere Councils', colour: '#4a2a5c' },
    allowedMailDomains: [...new Set(agencies.map(({ mailDomain }) => mailDomain))],
    caseReference: { pattern: '^EF-[0-9]{4}-[0-9]{4}$', example: 'EF-2026-1042' },
    localContacts: contactsWith('Monday to Friday, 9am to 9pm'),
  },
  agencies,
  people: elmbrookPeople,
  pathways,
  settingsChanged: [
    {
      at: [-38, '11:20'],
      to: { localContacts: contactsWith('at any hour') },
      reason: 'Lantern Row answers at night as well from this month.',
    },
    {
      at: [-11, '15:05'],
      to: {},
      alsoClosed: [45],
      reason: 'Both councils close for the staff conference.',
    },
  ],
};

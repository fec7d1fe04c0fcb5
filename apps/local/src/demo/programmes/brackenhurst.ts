import { type DemoProgramme } from '../cast.js';

/** A small second programme, so that one can see that neither sees anything of the other. */
export const brackenhurst: DemoProgramme = {
  code: 'brackenhurst',
  name: 'Brackenhurst',
  settings: {
    brand: { organisation: 'Brackenhurst Council', colour: '#2d4f2f' },
    allowedMailDomains: ['brackenhurst.example.org'],
    caseReference: { pattern: '^BR[0-9]{6}$', example: 'BR104200' },
    localContacts: [
      { name: 'Brackenhurst MASH', phone: '020 7946 0201', when: 'Monday to Friday, 9am to 5pm' },
    ],
  },
  agencies: [
    {
      key: 'council',
      name: 'Brackenhurst Council',
      kind: 'children-social-care',
      mailDomain: 'brackenhurst.example.org',
      teams: ['Practice programme', 'Family support', 'Family hub'],
    },
  ],
  people: [
    { key: 'ada', name: 'Ada Quickthorn', at: ['council', 'Practice programme'], roles: ['lead'] },
    {
      key: 'basil',
      name: 'Basil Underhill',
      at: ['council', 'Family hub'],
      roles: ['champion', 'practitioner'],
      consults: {
        hours: [
          [2, '10:00', '15:00'],
          [4, '10:00', '15:00'],
        ],
        weeklyCap: 2,
        specialisms: ['reflection'],
      },
    },
    { key: 'clover', name: 'Clover Denholm', at: ['council', 'Family support'], roles: ['practitioner'] },
  ],
  pathways: [
    {
      kind: 'mash',
      name: 'MASH',
      guidance:
        'Where a child may be suffering significant harm: ring first, then send the referral on the same day.',
      contact: 'Brackenhurst MASH, 020 7946 0201',
      checkedDaysAgo: 9,
    },
  ],
  settingsChanged: [],
};

import { type DemoPerson, type Hours } from '../cast.js';

const everyDay = (from: string, to: string): readonly Hours[] =>
  [1, 2, 3, 4, 5].map((weekday): Hours => [weekday, from, to]);

/** The lead and her deputy. Only the lead holds consultations, and not in person. */
const leads: readonly DemoPerson[] = [
  {
    key: 'ottoline',
    name: 'Ottoline Marsh',
    at: ['council', 'Practice programme'],
    roles: ['lead', 'practitioner'],
    consults: {
      hours: everyDay('15:00', '17:00'),
      weeklyCap: 5,
      specialisms: [],
      modes: ['video', 'phone'],
    },
  },
  {
    key: 'desmond',
    name: 'Desmond Achterberg',
    at: ['council', 'Practice programme'],
    roles: ['lead'],
  },
];

/** Six champions from six agencies, a few hours a week each, beside their own jobs. */
const champions: readonly DemoPerson[] = [
  {
    key: 'amara',
    name: 'Amara Thistlewood',
    at: ['council', 'Safeguarding and court'],
    roles: ['champion', 'practitioner'],
    consults: {
      hours: [
        [2, '09:30', '12:30'],
        [4, '13:00', '16:00'],
      ],
      weeklyCap: 2,
      specialisms: ['contact-or-court', 'prepare-for-a-conference', 'documentation'],
    },
  },
  {
    key: 'bertrand',
    name: 'Bertrand Lune',
    at: ['early-help', 'Family hub Fallowmere'],
    roles: ['champion', 'practitioner'],
    consults: {
      hours: [
        [1, '09:30', '12:00'],
        [3, '13:00', '16:30'],
      ],
      weeklyCap: 2,
      specialisms: ['partner-with-the-survivor', 'reflection'],
      modes: ['video', 'phone'],
    },
  },
  {
    key: 'calla',
    name: 'Calla Winterbourne',
    at: ['health', 'Health visiting East'],
    roles: ['champion', 'practitioner'],
    consults: {
      hours: [
        [3, '09:00', '12:00'],
        [5, '09:30', '12:30'],
      ],
      weeklyCap: 2,
      specialisms: ['intersecting-needs', 'see-the-pattern'],
      modes: ['video'],
      autoAccept: true,
    },
  },
  {
    key: 'dorian',
    name: 'Dorian Peverell',
    at: ['police', 'Public protection'],
    roles: ['champion', 'practitioner'],
    consults: {
      hours: [
        [1, '13:00', '17:00'],
        [4, '09:00', '12:00'],
      ],
      weeklyCap: 3,
      specialisms: ['engage-the-person-causing-harm', 'see-the-pattern'],
      modes: ['video', 'phone'],
      neverMatch: ['rosalind'],
    },
  },
  {
    key: 'esme',
    name: 'Esme Farrowgate',
    at: ['housing', 'Tenancy sustainment'],
    roles: ['champion', 'practitioner'],
    consults: {
      hours: [
        [2, '13:00', '17:00'],
        [5, '10:00', '13:00'],
      ],
      weeklyCap: 1,
      specialisms: ['intersecting-needs'],
      priorities: ['P2', 'P3'],
      onLeave: [-3, 8],
    },
  },
  {
    key: 'fintan',
    name: 'Fintan Quill',
    at: ['vawg', 'Advocacy'],
    roles: ['champion', 'practitioner'],
    consults: {
      hours: [
        [1, '10:00', '12:30'],
        [3, '10:00', '12:30'],
        [4, '10:00', '12:30'],
      ],
      weeklyCap: 3,
      specialisms: ['partner-with-the-survivor', 'prepare-for-a-conference', 'reflection'],
      paused: [9, 19],
    },
  },
];

const managers: readonly DemoPerson[] = [
  { key: 'greta', name: 'Greta Holloway', at: ['council', 'Assessment North'], roles: ['practitioner'] },
  { key: 'hamza', name: 'Hamza Birchfield', at: ['council', 'Assessment South'], roles: ['practitioner'] },
  {
    key: 'ingrid',
    name: 'Ingrid Sorrel',
    at: ['council', 'Safeguarding and court'],
    roles: ['practitioner'],
  },
  {
    key: 'jago',
    name: 'Jago Merriweather',
    at: ['early-help', 'Family hub Elmbrook'],
    roles: ['practitioner'],
  },
  { key: 'keziah', name: 'Keziah Brand', at: ['health', 'Health visiting West'], roles: ['practitioner'] },
];

const team = (
  at: DemoPerson['at'],
  manager: string,
  ...people: readonly (readonly [key: string, name: string])[]
): readonly DemoPerson[] =>
  people.map(([key, name]) => ({ key, name, at, roles: ['practitioner'], manager }));

const practitioners: readonly DemoPerson[] = [
  ...team(
    ['council', 'Assessment North'],
    'greta',
    ['lowri', 'Lowri Pendle'],
    ['mateo', 'Mateo Ashdown'],
    ['nadia', 'Nadia Flint'],
  ),
  ...team(
    ['council', 'Assessment South'],
    'hamza',
    ['odhran', 'Odhran Vale'],
    ['priya', 'Priya Larkspur'],
    ['quentin', 'Quentin Mossop'],
  ),
  ...team(
    ['council', 'Safeguarding and court'],
    'ingrid',
    ['rosalind', 'Rosalind Teasel'],
    ['samir', 'Samir Hartwell'],
  ),
  ...team(['early-help', 'Family hub Elmbrook'], 'jago', ['tamsin', 'Tamsin Oakes']),
  ...team(['early-help', 'Family hub Fallowmere'], 'bertrand', ['ulric', 'Ulric Danvers']),
  ...team(
    ['health', 'Health visiting West'],
    'keziah',
    ['verity', 'Verity Sloe'],
    ['wilfred', 'Wilfred Anning'],
  ),
  ...team(['housing', 'Housing options'], 'esme', ['xanthe', 'Xanthe Rowan']),
  { key: 'yusuf', name: 'Yusuf Campion', at: ['school', 'Pastoral team'], roles: ['practitioner'] },
  { key: 'zelda', name: 'Zelda Fairweather', at: ['vawg', 'Children’s workers'], roles: ['practitioner'] },
];

/** A lead, a deputy, six champions and twenty practitioners, five of whom manage a team. */
export const elmbrookPeople: readonly DemoPerson[] = [...leads, ...champions, ...managers, ...practitioners];

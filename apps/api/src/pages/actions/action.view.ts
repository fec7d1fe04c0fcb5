import { type Actor, type Day, formatDay, isLead } from '@case-consultation/domain';
import { type ActionView, type ConsultationStanding, type PathwayView } from '@case-consultation/features';
import { statusOf } from '../request/actions-of.view.js';
import { ABOUT_WORDS } from '../words/words.js';
import { dueWords } from './actions.view.js';

export interface ActionFacts {
  action: ActionView;
  /** Its ready-made pathway, while the programme keeps it. */
  pathway: PathwayView | null;
  /** Null when the consultation it comes from is not this person’s to see. */
  standing: ConsultationStanding | null;
  actor: Actor;
  zone: string;
  today: Day;
}

export interface ActionPageView {
  description: string;
  due: string;
  rows: readonly { key: string; lines: readonly string[] }[];
  pathway: { name: string; guidance: string; contact: string; checkedOn: string } | null;
  consultation: { code: string; href: string | null };
  /** Whether this person may say now what became of it. */
  maySettle: boolean;
}

export function actionView({ action, pathway, standing, actor, zone, today }: ActionFacts): ActionPageView {
  const { code, owner, agency, about, status } = action;
  const isMine = owner.id === actor.personId;
  const isParty =
    standing?.access === 'detail' && (standing.isMine || isLead(actor) || isTheirs(standing, actor));
  return {
    description: action.description,
    due: dueWords(action, today),
    rows: [
      { key: 'Who', lines: [isMine ? `You, ${agency}` : `${owner.name}, ${agency}`] },
      { key: 'About', lines: [ABOUT_WORDS[about]] },
      { key: 'Where it stands', lines: [statusOf(action, zone, today)] },
    ],
    pathway: pathway && {
      name: pathway.name,
      guidance: pathway.guidance,
      contact: pathway.contact,
      checkedOn: formatDay(pathway.checkedOn),
    },
    consultation: { code, href: standing === null ? null : `/consultations/${code}` },
    maySettle: status === 'open' && (isMine || isParty),
  };
}

function isTheirs({ consultant }: ConsultationStanding, actor: Actor): boolean {
  return consultant?.id === actor.personId;
}

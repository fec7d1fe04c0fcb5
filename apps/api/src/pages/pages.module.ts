import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { Cookies } from './kit/cookies.js';
import { Renderer } from './kit/renderer.js';
import { ACTIONS_PAGES } from './actions/actions.pages.js';
import { ANSWERING_PAGES } from './answering/answering.pages.js';
import { ASKING_PAGES } from './asking/asking.pages.js';
import { AVAILABILITY_PAGES } from './availability/availability.pages.js';
import { ChangePages } from './availability/kit/change-pages.js';
import { BOARD_PAGES } from './board/board.pages.js';
import { LeadVerbs } from './board/verbs/parts/lead-verbs.js';
import { DAY_PAGES } from './day/day.pages.js';
import { HOME_PAGES } from './home/home.pages.js';
import { PersonPages } from './people/parts/person-pages.js';
import { PEOPLE_PAGES } from './people/people.pages.js';
import { RECORD_PAGES } from './record/record.pages.js';
import { REQUEST_PAGES } from './request/request.pages.js';
import { VerbPages } from './request/verb-page.js';
import { SETTINGS_PAGES } from './settings/settings.pages.js';
import { SUPPORT_PAGES } from './support/support.pages.js';
import { CodePage } from './sign-in/code.page.js';
import { PeoplePage } from './sign-in/people.page.js';
import { ChooseProgrammePage } from './sign-in/programme.page.js';
import { SignOutPage, SignedOutPage, StaySignedInPage } from './sign-in/session.page.js';
import { SignInPage } from './sign-in/sign-in.page.js';

/** Every page there is. */
export const PAGES: readonly Type[] = [
  SignInPage,
  CodePage,
  ChooseProgrammePage,
  PeoplePage,
  SignOutPage,
  SignedOutPage,
  StaySignedInPage,
  ...HOME_PAGES,
  ...ASKING_PAGES,
  ...REQUEST_PAGES,
  ...ANSWERING_PAGES,
  ...RECORD_PAGES,
  ...ACTIONS_PAGES,
  ...AVAILABILITY_PAGES,
  ...DAY_PAGES,
  ...BOARD_PAGES,
  ...SETTINGS_PAGES,
  ...PEOPLE_PAGES,
  ...SUPPORT_PAGES,
];

export interface PagesParts {
  readonly cookies: Cookies;
  readonly renderer: Renderer;
}

/** The pages for people, over the same use cases as the API. */
@Module({})
export class PagesModule {
  static forRoot({ cookies, renderer }: PagesParts): DynamicModule {
    return {
      module: PagesModule,
      controllers: [...PAGES],
      providers: [
        { provide: Cookies, useValue: cookies },
        { provide: Renderer, useValue: renderer },
        VerbPages,
        LeadVerbs,
        ChangePages,
        PersonPages,
      ],
      exports: [Cookies, Renderer],
    };
  }
}

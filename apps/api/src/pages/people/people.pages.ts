import { type Type } from '@nestjs/common';
import { DeactivatePage } from './account/deactivate.page.js';
import { InvitePage } from './account/invite.page.js';
import { ReactivatePage } from './account/reactivate.page.js';
import { AddPersonPage } from './edit/add.page.js';
import { ChangePersonPage } from './edit/change.page.js';
import { ChangeRolesPage } from './edit/roles.page.js';
import { ImportExamplePage } from './import/example.page.js';
import { ImportPreviewPage } from './import/preview.page.js';
import { ImportPage } from './import/upload.page.js';
import { PeopleListPage } from './list/list.page.js';
import { PersonPage } from './person/person.page.js';

/** Every page of this folder. */
export const PEOPLE_PAGES: readonly Type[] = [
  PeopleListPage,
  AddPersonPage,
  ImportPage,
  ImportExamplePage,
  ImportPreviewPage,
  PersonPage,
  ChangePersonPage,
  ChangeRolesPage,
  DeactivatePage,
  ReactivatePage,
  InvitePage,
];

import { type Type } from '@nestjs/common';
import { NewActionPage } from './action/action.page.js';
import { ShareRecordPage } from './share/share.page.js';
import { RecordPage } from './write/record.page.js';

/** Every page of this folder. */
export const RECORD_PAGES: readonly Type[] = [RecordPage, ShareRecordPage, NewActionPage];

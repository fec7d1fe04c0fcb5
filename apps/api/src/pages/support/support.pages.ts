import { type Type } from '@nestjs/common';
import { AccessibilityPage, CookiesPage, HelpPage, PrivacyPage, SupportForYouPage } from './support.page.js';

/** Every page of this folder. */
export const SUPPORT_PAGES: readonly Type[] = [
  HelpPage,
  SupportForYouPage,
  PrivacyPage,
  CookiesPage,
  AccessibilityPage,
];

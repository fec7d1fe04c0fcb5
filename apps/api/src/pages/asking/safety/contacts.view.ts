import { type Contact } from '@case-consultation/domain';

/** A contact as a row of a summary list: whom to call, on which number, and when. */
export interface ContactRow {
  readonly name: string;
  readonly phone: string;
  /** For a link that a phone dials. */
  readonly dial: string;
  readonly when: string;
}

/** Contacts in the order in which they help. */
export function contactsView(contacts: readonly Contact[]): ContactRow[] {
  return contacts.map(({ name, phone, when }) => ({
    name,
    phone,
    dial: `tel:${phone.replace(/[^\d+]/g, '')}`,
    when: when.charAt(0).toUpperCase() + when.slice(1),
  }));
}

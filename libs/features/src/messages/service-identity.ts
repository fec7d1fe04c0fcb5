import { type Organizer } from '@case-consultation/domain';

/** How the service names itself to the outside: in mails, invites and links. A Nest token; read from the environment. */
export abstract class ServiceIdentity {
  /** Neutral; it says nothing of what the service is about. */
  abstract readonly serviceName: string;
  /** Where people reach the service, without a trailing slash. */
  abstract readonly publicUrl: string;
  /** Of Message-IDs and calendar UIDs. */
  abstract readonly mailDomain: string;
  /** The service's own mailbox: organiser of every invite, and never a recipient. */
  abstract readonly organizer: Organizer;
}

import { DomainError } from '../errors.js';
import { type ProgrammeSettings } from '../programme/settings.js';
import { type SafetyGate } from './request.js';

/** Where to turn. */
export interface Contact {
  name: string;
  phone: string;
  when: string;
}

/**
 * What the gate says. Whatever it says the draft is kept: a stop is shown, and only submitting is refused.
 * `emergency`: someone is in immediate danger, call 999. `refer-first`: a child may be suffering significant harm and no
 * referral has been made, so the MASH comes first.
 */
export type GateDecision =
  | { go: true }
  | { go: false; stop: 'emergency' | 'refer-first'; message: string; contacts: readonly Contact[] };

/** On the gate and wherever it stops someone. */
export const NEVER_INSTEAD =
  'A consultation never replaces a referral, a MARAC or supervision. Keep to your own procedures as well';

/** First of the contacts wherever someone is in danger. */
export const EMERGENCY_SERVICES: Contact = {
  name: 'Police, ambulance',
  phone: '999',
  when: 'Someone is in danger now',
};

/** What the safety gate decides on these answers. Danger now outranks everything else. */
export function safetyGateDecision(
  gate: SafetyGate,
  settings: Pick<ProgrammeSettings, 'localContacts'>,
): GateDecision {
  if (gate.immediateDanger) {
    return {
      go: false,
      stop: 'emergency',
      message: 'Call 999 now. What you have written so far is kept and you can come back to it',
      contacts: [EMERGENCY_SERVICES, ...settings.localContacts],
    };
  }
  if (gate.significantHarm && !gate.referralMade) {
    return {
      go: false,
      stop: 'refer-first',
      message:
        'Make a referral to the MASH first. What you have written so far is kept: come back once the referral is made',
      contacts: settings.localContacts,
    };
  }
  return { go: true };
}

/**
 * Lets a submission through the gate, or not.
 * @throws DomainError `safety-gate-stops` with `details` `{ stop, contacts }`; `request-incomplete` when it is not answered.
 */
export function mustPassSafetyGate(
  gate: SafetyGate | null,
  settings: Pick<ProgrammeSettings, 'localContacts'>,
): void {
  if (gate === null) {
    throw new DomainError('request-incomplete', 'Answer the safety questions', 'safetyGate');
  }
  const decision = safetyGateDecision(gate, settings);
  if (decision.go) return;
  const { stop, contacts, message } = decision;
  throw new DomainError('safety-gate-stops', message, 'safetyGate', { stop, contacts });
}

/** Addresses that programs ask for; every other one is a page. */
const FOR_PROGRAMS = /^\/(api|health|metrics)([/?]|$)/;

/** Whether an address is a page for people, so that even its refusals are pages. */
export function isForPeople(url: string): boolean {
  return !FOR_PROGRAMS.test(url);
}

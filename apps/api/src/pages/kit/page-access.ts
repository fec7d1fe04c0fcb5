/** Who may open a page: anybody, whoever is signed in, or people with one of these roles. Use cases decide the rest. */
export type PageAccess = 'anybody' | 'signed-in' | 'lead' | 'consultant' | 'administration';

export const PAGE_ACCESS = 'pages:access';

/** Who may open the pages of a class; undefined when it is not one of pages. */
export function pageAccess(controller: object): PageAccess | undefined {
  return Reflect.getMetadata(PAGE_ACCESS, controller) as PageAccess | undefined;
}

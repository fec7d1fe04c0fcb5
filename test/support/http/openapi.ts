/** As much of an OpenAPI 3.1 document as the tests read. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}

/** JSON Schema 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export interface DescribedOperation {
  readonly operationId: string;
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: 'path' | 'query' | 'header';
    readonly required?: boolean;
    readonly schema: JsonSchema;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: JsonSchema }>> }>
  >;
}

/** One operation with its place. */
export interface WalkedOperation extends DescribedOperation {
  readonly method: string;
  /** `/api/v1/consultations/{code}` */
  readonly path: string;
  /** The scope its token needs; null when it needs no token. */
  readonly scope: string | null;
}

/** Every operation of the document. */
export function operationsOf(document: OpenApiDocument): WalkedOperation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path,
      scope: operation.security?.[0]?.['bearer']?.[0] ?? null,
    })),
  );
}

/** A path with its parameters filled in, and a query when one is given. */
export function fill(path: string, parameters: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name];
    if (value === undefined) throw new Error(`${path} needs ${name}`);
    return encodeURIComponent(value);
  });
}

/** The schema of the body an operation takes, if it takes one. */
export function bodySchema(operation: DescribedOperation): JsonSchema | undefined {
  return operation.requestBody?.content['application/json']?.schema;
}

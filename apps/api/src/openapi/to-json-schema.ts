import { type StandardSchemaConverter } from '@nestjs/swagger';
import { z } from 'zod';

const DEFINITIONS = '$defs';

/** A zod schema as JSON Schema 2020-12, which OpenAPI 3.1 uses as it is; schemas with an id become components. */
export const toJsonSchema: StandardSchemaConverter = (schema, { schemaType }) => {
  if (!(schema instanceof z.ZodType)) return undefined;
  const {
    $schema,
    [DEFINITIONS]: components = {},
    ...own
  } = z.toJSONSchema(schema, {
    io: schemaType,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'date')
        Object.assign(jsonSchema, { type: 'string', format: 'date-time' });
      // The format says it, and is read by more people than the pattern.
      if (jsonSchema.format === 'date-time' || jsonSchema.format === 'date') delete jsonSchema.pattern;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      // zod leaves them out of what is transformed; ours are what is sent.
      const { examples } = z.globalRegistry.get(zodSchema) ?? {};
      if (Array.isArray(examples)) jsonSchema.examples = examples;
      // Answers may grow new fields; what is sent must be known.
      if (schemaType === 'output') delete jsonSchema.additionalProperties;
    },
  });
  void $schema;
  return { schema: own, components: components };
};

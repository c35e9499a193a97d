import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const FILE = resolve(import.meta.dirname, '../../../../shared/data/discord-openapi.json');

type Schema = { readonly [key: string]: unknown };
type Spec = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Schema>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

/** What is wrong with a request's body by Discord's OpenAPI file; nothing where the file is not at hand. */
export interface OpenApi {
  check(method: string, path: string, body: unknown): readonly string[];
}

export function openOpenApi(): OpenApi | undefined {
  if (!existsSync(FILE)) {
    console.log(
      `Bodies are not checked against Discord's OpenAPI file: the shared data are missing (${FILE}).`,
    );
    return undefined;
  }
  const spec = JSON.parse(readFileSync(FILE, 'utf8')) as Spec;
  return {
    check(method, path, body) {
      const schema = bodySchema(spec, method, path);
      if (schema === undefined) return body === undefined ? [] : [`${method} ${path} takes no body`];
      return faultsOf(spec, schema, body, 'body');
    },
  };
}

function bodySchema(spec: Spec, method: string, path: string): Schema | undefined {
  const template = Object.keys(spec.paths)
    .filter((each) => new RegExp(`^${each.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path))
    .sort((a, b) => a.split('{').length - b.split('{').length)[0];
  if (template === undefined) throw new Error(`Discord has no ${path}`);
  const operation = spec.paths[template]?.[method.toLowerCase()];
  if (operation === undefined) throw new Error(`Discord has no ${method} ${path}`);
  const request = operation['requestBody'] as { content: Record<string, { schema: Schema }> } | undefined;
  return request?.content['application/json']?.schema;
}

/** As much of JSON Schema as the file uses; properties that it does not name are faults too. */
function faultsOf(spec: Spec, schema: Schema, value: unknown, where: string): readonly string[] {
  if (typeof schema['$ref'] === 'string') {
    const name = schema['$ref'].split('/').at(-1) ?? '';
    return faultsOf(spec, spec.components.schemas[name] ?? {}, value, where);
  }
  const union = (schema['oneOf'] ?? schema['anyOf']) as readonly Schema[] | undefined;
  if (union !== undefined) return bestOf(union.map((each) => faultsOf(spec, each, value, where)));
  if ('const' in schema)
    return schema['const'] === value ? [] : [`${where} is not ${String(schema['const'])}`];
  const types = [(schema['type'] ?? []) as string | readonly string[]].flat();
  if (types.length > 0 && !types.some((type) => isOf(type, value)))
    return [`${where} is not ${types.join(' or ')}`];
  const members = schema['enum'] as readonly unknown[] | undefined;
  if (members !== undefined && !members.includes(value)) return [`${where} is none of ${members.join(', ')}`];
  if (typeof value === 'string') return textFaults(schema, value, where);
  if (typeof value === 'number') return numberFaults(schema, value, where);
  if (Array.isArray(value)) return listFaults(spec, schema, value, where);
  if (typeof value === 'object' && value !== null) return objectFaults(spec, schema, value, where);
  return [];
}

/** Of a union: the faults of the member that fits best. */
function bestOf(each: readonly (readonly string[])[]): readonly string[] {
  return [...each].sort((a, b) => weight(a) - weight(b))[0] ?? [];
}

/** A fault deep inside means that the outside fits; a wrong `type` means that another member was meant. */
function weight(faults: readonly string[]): number {
  const each = (fault: string): number => (/\.type is /.test(fault) ? 2 : 1) / fault.split('.').length ** 3;
  return faults.reduce((sum, fault) => sum + each(fault), 0);
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}

function textFaults(
  { minLength, maxLength, pattern }: Schema,
  value: string,
  where: string,
): readonly string[] {
  const isFine =
    value.length >= Number(minLength ?? 0) &&
    value.length <= Number(maxLength ?? Number.POSITIVE_INFINITY) &&
    (typeof pattern !== 'string' || new RegExp(pattern, 'u').test(value));
  return isFine ? [] : [`${where} has the wrong length or form`];
}

function numberFaults({ minimum, maximum }: Schema, value: number, where: string): readonly string[] {
  const low = Number(minimum ?? Number.NEGATIVE_INFINITY);
  const high = Number(maximum ?? Number.POSITIVE_INFINITY);
  return value >= low && value <= high ? [] : [`${where} is not between ${low} and ${high}`];
}

function listFaults(spec: Spec, schema: Schema, value: readonly unknown[], where: string): readonly string[] {
  const least = Number(schema['minItems'] ?? 0);
  const most = Number(schema['maxItems'] ?? Number.POSITIVE_INFINITY);
  const counts = value.length >= least && value.length <= most ? [] : [`${where} has ${value.length} items`];
  const items = schema['items'] as Schema | undefined;
  return items === undefined
    ? counts
    : [...counts, ...value.flatMap((each, index) => faultsOf(spec, items, each, `${where}.${index}`))];
}

function objectFaults(spec: Spec, schema: Schema, value: object, where: string): readonly string[] {
  const properties = schema['properties'] as Readonly<Record<string, Schema>> | undefined;
  const required = (schema['required'] ?? []) as readonly string[];
  const missing = required.filter((name) => !(name in value)).map((name) => `${where} lacks ${name}`);
  if (properties === undefined) return missing;
  const inside = Object.entries(value).flatMap(([name, each]) => {
    const property = properties[name];
    if (property === undefined) return [`${where} has an unknown ${name}`];
    return faultsOf(spec, property, each, `${where}.${name}`);
  });
  return [...missing, ...inside];
}

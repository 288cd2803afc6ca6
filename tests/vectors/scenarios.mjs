import { readFileSync, readdirSync } from 'node:fs';

/** RFC 7396. */
function mergePatch(target, patch) {
  if (patch === null || typeof patch !== 'object' || Array.isArray(patch)) return patch;
  const out = target !== null && typeof target === 'object' && !Array.isArray(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete out[key];
    else out[key] = mergePatch(out[key], value);
  }
  return out;
}

function acaoPatch(base, values) {
  const server = structuredClone(base.server);
  server[0].response.headers = values.map((value) => ['Access-Control-Allow-Origin', value]);
  return { server };
}

/** The scenarios of all vectors, the deliberately wrong ones too; README.md tells how a vector makes one. */
export function vectorScenarios() {
  const folder = new URL('./', import.meta.url);
  return readdirSync(folder).filter((name) => name.endsWith('.json')).sort().flatMap((name) => {
    const { base, vectors } = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
    return vectors.map(({ patch, acao }) => mergePatch(base, acao ? acaoPatch(base, acao) : patch ?? {}));
  });
}

/** @param {URL | string} source */
export async function load(source) {
  const response = await fetch(source);
  if (!response.ok) throw new Error(`${source}: status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

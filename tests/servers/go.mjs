// Go with the real rs/cors. Its sources are not in any package: CORSLAB_RS_CORS names the folder of a checkout of v1.11.1.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { here, throughLines } from './lab.mjs';

export const rsCors = process.env.CORSLAB_RS_CORS;

/** @param {object[]} documents */
export async function askGo(documents) {
  const folder = mkdtempSync(join(tmpdir(), 'corslab-go-'));
  try {
    copyFileSync(join(here, 'go', 'main.go'), join(folder, 'main.go'));
    writeFileSync(join(folder, 'go.mod'), `module corslab/servers\n\ngo 1.19\n\nrequire github.com/rs/cors v1.11.1\n\nreplace github.com/rs/cors => ${rsCors}\n`);
    const { status, stderr } = spawnSync('go', ['build', '-o', 'server', '.'], { cwd: folder, encoding: 'utf8', timeout: 200_000 });
    if (status !== 0) throw new Error(`go build: ${stderr}`);
    return throughLines(join(folder, 'server'), [], documents);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

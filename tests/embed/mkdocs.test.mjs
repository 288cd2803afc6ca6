import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { kWeb } from '../page/browser.mjs';
import { kHere, kOut, run, testSite } from './sites.mjs';

/** It takes the script, which lies with its engine in the folder of its pages. */
testSite('MkDocs', async () => {
  const folder = join(kOut, 'mkdocs-source');
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(kHere, 'mkdocs'), folder, { recursive: true });
  mkdirSync(join(folder, 'docs/corslab'));
  for (const name of ['corslab-embed.js', 'corslab.wasm']) cpSync(join(kWeb, name), join(folder, 'docs/corslab', name));
  await run('mkdocs', ['build', '--quiet', '--clean', '--site-dir', join(kOut, 'mkdocs')], folder);
  return join(kOut, 'mkdocs');
});

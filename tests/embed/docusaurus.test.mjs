import { join } from 'node:path';
import { installed, kHere, kOut, run, testSite } from './sites.mjs';

/** It takes the package, as a client module. */
testSite('Docusaurus', async () => {
  const folder = join(kHere, 'docusaurus');
  await installed(folder);
  const out = join(kOut, 'docusaurus');
  await run('npx', ['--no-install', 'docusaurus', 'build', '--out-dir', out, '--no-minify'], folder, {
    DOCUSAURUS_GENERATED_FILES_DIR_NAME: '../../../build/embed/docusaurus-generated',
  });
  return out;
});

import { join } from 'node:path';
import { installed, kHere, kOut, run, testSite } from './sites.mjs';

/** VitePress turns transitions off by a style while it changes between light and dark. */
const kQuiet = ["'sha256-skqujXORqzxt1aE0NNXxujEanPTX6raoqSscTV/Ww/Y='"];

/** It takes the package, as a module of its theme. */
testSite('VitePress', async () => {
  const folder = join(kHere, 'vitepress');
  await installed(folder);
  await run('npx', ['--no-install', 'vitepress', 'build'], folder);
  return join(kOut, 'vitepress');
}, kQuiet);

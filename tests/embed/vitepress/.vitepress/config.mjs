import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';

const build = (name) => fileURLToPath(new URL(`../../../../build/embed/${name}`, import.meta.url));

export default defineConfig({
  title: 'A site with VitePress',
  outDir: process.env.SITE_OUT ?? build('vitepress'),
  cacheDir: build('vitepress-cache'),
  appearance: true,
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag === 'cors-lab' } } },
});

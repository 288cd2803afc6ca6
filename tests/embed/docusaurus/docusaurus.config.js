/** @type {import('@docusaurus/types').Config} */
module.exports = {
  title: 'A site with Docusaurus',
  url: 'http://127.0.0.1',
  baseUrl: '/',
  onBrokenLinks: 'throw',
  clientModules: [require.resolve('./src/corslab.js')],
  plugins: ['@docusaurus/plugin-content-pages'],
  themes: [['@docusaurus/theme-classic', { customCss: require.resolve('./src/css/site.css') }]],
  themeConfig: { navbar: { title: 'A site with Docusaurus' } },
};

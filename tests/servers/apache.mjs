// The real Apache in front of a small server, over loopback: what goes on the wire for a middleware document.
import { startProxy } from './backend.mjs';

const modules = ['mpm_event', 'authz_core', 'headers', 'setenvif', 'rewrite', 'proxy', 'proxy_http'];

const quoted = (text) => `"${text.replace(/[\\"]/g, '\\$&')}"`;

function directive(one) {
  for (const name of ['SetEnvIf', 'SetEnvIfNoCase']) if (one[name]) return `${name} ${one[name].map(quoted).join(' ')}`;
  if (one.RewriteRule) return `RewriteEngine On\nRewriteCond %{REQUEST_METHOD} =${one.method}\nRewriteRule ^ - [R=${one.RewriteRule},L]`;
  const expression = one.method && quoted(`expr=%{REQUEST_METHOD} == '${one.method}'${one.env ? ` && -n reqenv('${one.env}')` : ''}`);
  return `Header ${one.Header.map(quoted).join(' ')} ${expression ?? (one.env ? `env=${one.env}` : '')}`;
}

const configuration = ({ directives = [] }, folder, port, backend) => `ServerRoot ${folder}
PidFile ${folder}/pid
ErrorLog ${folder}/error.log
ServerName localhost
Listen 127.0.0.1:${port}
${modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
<VirtualHost 127.0.0.1:${port}>
ProxyPass / http://127.0.0.1:${backend}/
${directives.map(directive).join('\n')}
</VirtualHost>
`;

export const startApache = () => startProxy('apache', configuration, (file) => ['/usr/sbin/apache2', ['-X', '-f', file]]);

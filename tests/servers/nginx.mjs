// The real nginx in front of a small server, over loopback: what goes on the wire for a middleware document.
import { startProxy } from './backend.mjs';

const quoted = (text) => `"${text.replace(/[\\"]/g, '\\$&')}"`;

function directive(one) {
  if (one.add_header) return `add_header ${one.add_header.map(quoted).join(' ')}${one.always ? ' always' : ''};`;
  if (one.if) return `if (${one.if.map((part, i) => (i === 2 ? quoted(part) : part)).join(' ')}) { ${(one.then ?? []).map(directive).join(' ')} }`;
  if (one.set) return `set ${one.set[0]} ${quoted(one.set[1])};`;
  return `return ${Array.isArray(one.return) ? `${one.return[0]} ${quoted(one.return[1])}` : one.return};`;
}

const block = (list = []) => list.map(directive).join('\n  ');

function configuration({ maps = [], http, server, location }, folder, port, backend) {
  const map = ({ source, variable, values }) => `map ${quoted(source)} ${variable} { ${values.map(([key, value]) => `${key === 'default' ? key : quoted(key)} ${quoted(value)};`).join(' ')} }`;
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ');
  return `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 64; }
http { access_log off; ${temporary}
  ${maps.map(map).join('\n  ')}
  ${block(http)}
  server { listen 127.0.0.1:${port};
    ${block(server)}
    location / {
      ${block(location)}
      proxy_pass http://127.0.0.1:${backend};
    }
  }
}
`;
}

export const startNginx = () => startProxy('nginx', configuration, (file, folder) => ['/usr/sbin/nginx', ['-c', file, '-p', folder]]);

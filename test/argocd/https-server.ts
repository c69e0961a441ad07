import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer as createProxy, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';

/*
 * A program of its own, since the tests block while kubectl runs: https-server.ts FOLDER PORT PROXY_PORT.
 *
 * On PORT it serves by HTTPS (FOLDER/tls.key, FOLDER/tls.crt) the bare repositories below FOLDER/repositories by Git's
 * smart protocol, and the JSON documents of an OIDC issuer (FOLDER/identity). On PROXY_PORT it is an HTTP proxy that
 * connects whoever asks for any host to PORT, so that a name needs no DNS.
 */

const [folder = '', port = '', proxyPort = ''] = process.argv.slice(2);

/** What an OIDC client reads: https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig */
const DOCUMENTS: ReadonlyMap<string, string> = new Map([
  ['/.well-known/openid-configuration', 'configuration.json'],
  ['/keys', 'keys.json'],
]);

const tls = { key: readFileSync(join(folder, 'tls.key')), cert: readFileSync(join(folder, 'tls.crt')) };

createServer(tls, (request, response) => {
  const { pathname, search } = new URL(request.url ?? '/', 'https://127.0.0.1');
  const document = DOCUMENTS.get(pathname);
  if (document === undefined) serveGit(request, response, pathname, search.slice(1));
  else response.setHeader('content-type', 'application/json').end(readFileSync(join(folder, 'identity', document)));
}).listen(Number(port), '127.0.0.1');

createProxy()
  .on('connect', (_request: IncomingMessage, client: Socket) => {
    const server = connect(Number(port), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      server.pipe(client).pipe(server);
    });
    server.on('error', () => client.destroy());
    client.on('error', () => server.destroy());
  })
  .listen(Number(proxyPort), '127.0.0.1');

/** Answers by git's own CGI program: https://git-scm.com/docs/git-http-backend */
function serveGit(request: IncomingMessage, response: ServerResponse, path: string, query: string): void {
  const header = (name: string): string => String(request.headers[name] ?? '');
  const backend = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env['PATH'],
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_PROJECT_ROOT: join(folder, 'repositories'),
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: path,
      QUERY_STRING: query,
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: header('content-type'),
      HTTP_CONTENT_ENCODING: header('content-encoding'),
      GIT_PROTOCOL: header('git-protocol'),
    },
  });
  request.pipe(backend.stdin);
  backend.stdin.on('error', () => backend.kill());
  let head: Buffer | undefined = Buffer.alloc(0);
  backend.stdout.on('data', (chunk: Buffer) => {
    if (head === undefined) return void response.write(chunk);
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end === -1) return undefined;
    writeHead(response, head.subarray(0, end).toString());
    response.write(head.subarray(end + 4));
    return void (head = undefined);
  });
  backend.on('close', () => response.end());
}

function writeHead(response: ServerResponse, head: string): void {
  for (const line of head.split('\r\n')) {
    const [name = '', value = ''] = line.split(/: (.*)/);
    if (name === 'Status') response.statusCode = Number.parseInt(value, 10);
    else response.setHeader(name, value);
  }
}

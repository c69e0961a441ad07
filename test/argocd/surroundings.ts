import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { freePorts, keep, ready, type KeptProgram } from '../cluster/kept-program';
import type { Subject } from '../cluster/kubectl';

/** The name that the example's repositories have; nothing resolves it. */
const GIT_HOST = 'git.example.com';

const CLIENT_ID = 'argocd';

/**
 * What an Argo CD talks to besides Kubernetes, on loopback ports: Git by HTTPS under its real name through a proxy, and
 * an identity provider. The certificate is made for the run.
 */
export class Surroundings {
  /** Starts both; they end with `folder`. */
  public static async start(folder: string): Promise<Surroundings> {
    const [port = 0, proxyPort = 0] = await freePorts(2);
    mkdirSync(join(folder, 'repositories'), { recursive: true });
    makeCertificate(folder);
    const key = writeIdentity(folder, `https://127.0.0.1:${port}`);
    const program = keep({
      name: 'https-server',
      program: process.execPath,
      args: [
        '-r',
        'ts-node/register/transpile-only',
        join(__dirname, 'https-server.ts'),
        folder,
        `${port}`,
        `${proxyPort}`,
      ],
      folder,
    });
    await ready([program], async () => (await isOpen(port)) && isOpen(proxyPort));
    return new Surroundings(folder, port, proxyPort, key, program);
  }

  private constructor(
    private readonly folder: string,
    private readonly port: number,
    private readonly proxyPort: number,
    private readonly key: KeyObject,
    /** What has to be ended. */
    public readonly program: KeptProgram,
  ) {}

  /** The URL of the proxy that reaches every host. */
  public get proxy(): string {
    return `http://127.0.0.1:${this.proxyPort}`;
  }

  /** Where bare repositories lie, as `<path of the URL>`. */
  public get repositories(): string {
    return join(this.folder, 'repositories');
  }

  /** A folder with a file per host that Git trusts, as Argo CD mounts `argocd-tls-certs-cm`. */
  public get trustedCertificates(): string {
    return join(this.folder, 'trusted');
  }

  /** `oidc.config` of `argocd-cm`: https://argo-cd.readthedocs.io/en/stable/operator-manual/user-management/#existing-oidc-provider */
  public get oidcConfig(): string {
    return JSON.stringify({
      name: 'test',
      issuer: `https://127.0.0.1:${this.port}`,
      clientID: CLIENT_ID,
      requestedScopes: ['openid', 'groups'],
      rootCA: readFileSync(join(this.folder, 'tls.crt'), 'utf8'),
    });
  }

  /** What a person has after a login: an ID token with the groups. */
  public token({ user, groups }: Subject): string {
    const now = Math.floor(Date.now() / 1000);
    const claims = { sub: user, email: user, groups, iat: now - 5, exp: now + 86_400 };
    const signed = [
      { alg: 'RS256', kid: 'test', typ: 'JWT' },
      { iss: `https://127.0.0.1:${this.port}`, aud: CLIENT_ID, ...claims },
    ]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), this.key).toString('base64url')}`;
  }
}

function makeCertificate(folder: string): void {
  const at = (name: string): string => join(folder, name);
  const names = `subjectAltName=DNS:${GIT_HOST},IP:127.0.0.1`;
  const request = [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=test',
    '-addext',
    names,
  ];
  execFileSync('openssl', [...request, '-keyout', at('tls.key'), '-out', at('tls.crt')], { stdio: 'pipe' });
  mkdirSync(at('trusted'));
  writeFileSync(at(`trusted/${GIT_HOST}`), readFileSync(at('tls.crt')));
}

/** Writes what the issuer publishes, and returns the key that it signs with. */
function writeIdentity(folder: string, issuer: string): KeyObject {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const configuration = {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
  const key = { ...publicKey.export({ format: 'jwk' }), kid: 'test', alg: 'RS256', use: 'sig' };
  mkdirSync(join(folder, 'identity'));
  writeFileSync(join(folder, 'identity/configuration.json'), JSON.stringify(configuration));
  writeFileSync(join(folder, 'identity/keys.json'), JSON.stringify({ keys: [key] }));
  return privateKey;
}

async function isOpen(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      done(true);
    }).on('error', () => done(false));
  });
}

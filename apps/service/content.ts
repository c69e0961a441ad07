import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Certificate, ClusterIssuer } from '../../imports/cert-manager.io';
import {
  ClusterSecretStore,
  ClusterSecretStoreSpecProviderVaultCaProviderType,
  ClusterSecretStoreSpecProviderVaultVersion,
  ExternalSecret,
  ExternalSecretSpecSecretStoreRefKind,
  ExternalSecretSpecTargetCreationPolicy,
} from '../../imports/external-secrets.io';
import { ANNOTATION, LABEL, type Folder, type Manifest } from '../../lib';

/** Namespaces that the charts of this plane write to, with the Pod Security Standard that each can bear. */
const NAMESPACES = {
  'cert-manager': 'restricted',
  traefik: 'restricted',
  openbao: 'baseline',
  'external-secrets': 'restricted',
  observability: 'baseline',
  'oauth2-proxy': 'restricted',
} as const;

/** The namespaces of the service plane. */
export function namespaces(folder: Folder): void {
  for (const [name, podSecurity] of Object.entries(NAMESPACES)) {
    new k8s.KubeNamespace(folder, name, {
      metadata: {
        name,
        labels: { [LABEL.component]: 'namespace', 'pod-security.kubernetes.io/enforce': podSecurity },
      },
    });
  }
}

/** CRDs that more than one plane uses, so that no chart's upgrade decides over them. */
export function operatorCrds(folder: Folder): void {
  const text = readFileSync(join(__dirname, 'prometheus-operator-crds.jsonl'), 'utf8');
  for (const line of text.split('\n').filter((each) => each.startsWith('{'))) {
    const { metadata, ...crd } = JSON.parse(line) as Manifest;
    new ApiObject(folder, metadata.name, {
      ...crd,
      metadata: {
        name: metadata.name,
        labels: { [LABEL.component]: 'crd' },
        // Client-side apply keeps a copy in an annotation, which may not exceed 256 kB.
        annotations: { ...metadata.annotations, [ANNOTATION.syncOptions]: 'ServerSideApply=true' },
      },
    });
  }
}

/** The public issuer by ACME, and the private one that signs certificates of services within the cluster. */
export function issuers(folder: Folder): void {
  new ClusterIssuer(folder, 'letsencrypt', {
    metadata: { name: 'letsencrypt', labels: { [LABEL.component]: 'issuer' } },
    spec: {
      acme: {
        server: 'https://acme-v02.api.letsencrypt.org/directory',
        email: 'platform@example.com',
        privateKeySecretRef: { name: 'letsencrypt-account' },
        solvers: [{ http01: { ingress: { ingressClassName: 'public' } } }],
      },
    },
  });
  new ClusterIssuer(folder, 'self-signed', {
    metadata: { name: 'self-signed', labels: { [LABEL.component]: 'issuer' } },
    spec: { selfSigned: {} },
  });
  new Certificate(folder, 'internal-ca', {
    metadata: { name: 'internal-ca', labels: { [LABEL.component]: 'certificate' } },
    spec: {
      isCa: true,
      commonName: 'fp internal',
      secretName: 'internal-ca',
      duration: '43800h',
      issuerRef: { name: 'self-signed', kind: 'ClusterIssuer' },
    },
  });
  new ClusterIssuer(folder, 'internal', {
    metadata: { name: 'internal', labels: { [LABEL.component]: 'issuer' } },
    spec: { ca: { secretName: 'internal-ca' } },
  });
}

/** The certificate that OpenBao listens with. */
export function openbaoTls(folder: Folder): void {
  new Certificate(folder, 'openbao-tls', {
    metadata: { name: 'openbao-tls', labels: { [LABEL.component]: 'certificate' } },
    spec: {
      secretName: 'openbao-tls',
      dnsNames: ['openbao.openbao.svc', 'openbao-active.openbao.svc', '*.openbao-internal'],
      issuerRef: { name: 'internal', kind: 'ClusterIssuer' },
    },
  });
}

/** The store that ExternalSecrets of every plane read from. */
export function secretStores(folder: Folder): void {
  new ClusterSecretStore(folder, 'vault', {
    metadata: { name: 'vault', labels: { [LABEL.component]: 'secret-store' } },
    spec: {
      provider: {
        vault: {
          server: 'https://openbao-active.openbao.svc:8200',
          path: 'secret',
          version: ClusterSecretStoreSpecProviderVaultVersion.V2,
          caProvider: {
            type: ClusterSecretStoreSpecProviderVaultCaProviderType.SECRET,
            name: 'internal-ca',
            namespace: 'cert-manager',
            key: 'ca.crt',
          },
          auth: {
            kubernetes: {
              mountPath: 'kubernetes',
              role: 'external-secrets',
              serviceAccountRef: { name: 'external-secrets', namespace: 'external-secrets' },
            },
          },
        },
      },
    },
  });
}

/** The client secret and cookie secret of oauth2-proxy. */
export function oauth2ProxySecrets(folder: Folder): void {
  new ExternalSecret(folder, 'oauth2-proxy', {
    metadata: { name: 'oauth2-proxy', labels: { [LABEL.component]: 'secret' } },
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { name: 'vault', kind: ExternalSecretSpecSecretStoreRefKind.CLUSTER_SECRET_STORE },
      target: { name: 'oauth2-proxy', creationPolicy: ExternalSecretSpecTargetCreationPolicy.OWNER },
      dataFrom: [{ extract: { key: 'service/oauth2-proxy' } }],
    },
  });
}

import type { Cluster } from '../../lib';

const TLS = '/openbao/userconfig/openbao-tls';

/** Server configuration: raft storage, TLS on, unsealed by a key of AWS KMS that is this cluster's own. */
const config = (cluster: Cluster): string => `ui = false

listener "tcp" {
  address       = "[::]:8200"
  cluster_address = "[::]:8201"
  tls_cert_file = "${TLS}/tls.crt"
  tls_key_file  = "${TLS}/tls.key"
}

storage "raft" {
  path = "/openbao/data"
}

seal "awskms" {
  region     = "eu-central-1"
  kms_key_id = "alias/openbao-${cluster.name}"
}

service_registration "kubernetes" {}
`;

/**
 * Values of OpenBao.
 *
 * Its readiness answers 204 while sealed or not initialised: the wave behind it would otherwise wait for a person.
 * The credentials of the unseal key come from a Secret that an operator makes by hand, since nothing that could
 * deliver it stands yet.
 */
export function openbaoValues(cluster: Cluster) {
  const storageClass = cluster.signingStorage?.name ?? 'standard';
  return {
    global: { tlsDisable: false },
    injector: { enabled: false },
    server: {
      ha: {
        enabled: true,
        replicas: cluster.environment === 'mainnet' ? 3 : 1,
        raft: { enabled: true, setNodeId: true, config: config(cluster) },
      },
      dataStorage: { size: '10Gi', storageClass },
      auditStorage: { enabled: true, size: '10Gi', storageClass },
      readinessProbe: { enabled: true, path: '/v1/sys/health?standbyok=true&sealedcode=204&uninitcode=204' },
      extraSecretEnvironmentVars: [
        { envName: 'AWS_ACCESS_KEY_ID', secretName: 'openbao-unseal', secretKey: 'access-key-id' },
        { envName: 'AWS_SECRET_ACCESS_KEY', secretName: 'openbao-unseal', secretKey: 'secret-access-key' },
      ],
      volumes: [{ name: 'openbao-tls', secret: { secretName: 'openbao-tls' } }],
      volumeMounts: [{ name: 'openbao-tls', mountPath: TLS, readOnly: true }],
    },
  } as const;
}

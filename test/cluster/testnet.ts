import { apply, applyCrds, enforce, isAdmission, isParameter } from './apply';
import { startControlPlane, type ControlPlane } from './control-plane';
import { fullCrds, objectsOf, type Manifest } from './rendered-objects';
import { ACCESS } from './subjects';

/**
 * Starts a control plane with the CRDs of Argo CD and what the Application `instance` of testnet leaves on a cluster:
 * namespaces, and admission policies in force with their parameters. Who asks is in {@link ACCESS}.
 */
export async function startTestnet(): Promise<ControlPlane> {
  const plane = await startControlPlane();
  try {
    const { kubectl } = plane;
    const objects = objectsOf('testnet').map(({ object }) => object);
    await applyCrds(
      kubectl,
      fullCrds().filter(({ metadata }) => metadata.name.endsWith('.argoproj.io')),
    );
    apply(kubectl, [
      ...ACCESS,
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'argocd' } },
      ...objects.filter(({ kind }) => kind === 'Namespace').map(byInstance),
      ...objects.filter(isParameter),
    ]);
    await enforce(kubectl, objects.filter(isAdmission));
    return plane;
  } catch (error) {
    plane.stop();
    throw error;
  }
}

/** The object as the Application `instance` applies it, which Argo CD tells from others by its tracking id. */
function byInstance(object: Manifest): Manifest {
  const { kind, metadata } = object;
  const id = { 'argocd.argoproj.io/tracking-id': `instance:/${kind}:argocd/${metadata.name}` };
  return { ...object, metadata: { ...metadata, annotations: { ...metadata.annotations, ...id } } };
}

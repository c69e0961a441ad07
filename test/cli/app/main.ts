import { k8s } from 'cdk8s-plus-28';
import { ArgoApplication, automated, DomainProject, KIND, Platform, type Sources } from '../../../lib';
import { testnet, topology } from '../../fixtures/platform';

/** A small platform: one application of one ConfigMap, whose value comes from the proposed versions. */
export function platform(sources: Sources): Platform {
  const platform = new Platform({ topology, ...sources });
  for (const root of topology.roots) platform.root(root.plane, root.cluster);
  const root = platform.root('service', testnet);
  root.bootstrap.addNamespace(root, 'settings');
  const project = new DomainProject(root, 'settings', {
    description: 'Settings',
    namespaces: ['settings'],
    kinds: [KIND.configMap],
  });
  const { content } = new ArgoApplication(root, 'settings', {
    project,
    namespace: 'settings',
    source: { kind: 'content' },
    sync: automated(),
  });
  const value = platform.versionsOf(testnet).image('settings.value').ref;
  new k8s.KubeConfigMap(content, 'config', { metadata: { name: 'settings' }, data: { value } });
  return platform;
}

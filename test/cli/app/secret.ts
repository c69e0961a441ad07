import { k8s } from 'cdk8s-plus-28';
import type { Folder, Platform, Sources } from '../../../lib';
import { testnet } from '../../fixtures/platform';
import { platform as good } from './main';

/** The small platform with a Secret in it, which a policy refuses. */
export function platform(sources: Sources): Platform {
  const platform = good(sources);
  const content = platform.root('service', testnet).node.findChild('settings').node.findChild('content') as Folder;
  new k8s.KubeSecret(content, 'secret', { metadata: { name: 'settings' }, stringData: { pin: 'no secret at all' } });
  return platform;
}

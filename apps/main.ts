import { Platform, readSources, runAsCdk8sApp, type Sources } from '../lib';
import { chain } from './chain';
import { management } from './management';
import { monitoring } from './monitoring';
import { product } from './product';
import { service } from './service';
import { topology, validatorClusters } from './topology';

/** The whole platform, from these versions and releases. */
export function platform(sources: Sources = readSources(__dirname)): Platform {
  const platform = new Platform({ topology, ...sources });
  platform.describe(() => management(platform));
  for (const cluster of validatorClusters) {
    platform.describe(() => service(platform, cluster));
    platform.describe(() => chain(platform, cluster));
    platform.describe(() => monitoring(platform, cluster));
    platform.describe(() => product(platform, cluster));
  }
  return platform;
}

// `cdk8s synth` runs this file; everybody else imports it.
if (require.main === module) {
  process.exitCode = runAsCdk8sApp(platform(), { cwd: process.cwd(), outdir: process.env['CDK8S_OUTDIR'] });
}

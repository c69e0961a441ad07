import type { Platform, Sources } from '../../../lib';
import { platform as good } from './main';

/** The small platform with two mistakes in two planes. */
export function platform(sources: Sources): Platform {
  const platform = good(sources);
  platform.describe(() => {
    throw new Error("[a] 'first' must be right, got wrong");
  });
  platform.describe(() => {
    throw new Error("[b] 'second' must be right, got wrong");
  });
  return platform;
}

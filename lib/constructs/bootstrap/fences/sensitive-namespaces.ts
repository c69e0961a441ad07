import { LABEL } from '../../../model/labels';

/** Where signing workloads and what keeps their history live; the namespaces of ValidatorApps carry the label. */
export const SENSITIVE_NAMESPACES = { labelled: { [LABEL.sensitive]: 'true' } } as const;

/*
 * Every setting that Argo CD reads, so that one it ignores without a word can be told: made from `manifests/install.yaml`,
 * `docs/operator-manual/argocd-cm.yaml`, `docs/operator-manual/argocd-cmd-params-cm.yaml` and `util/settings/settings.go`
 * of 3.1.9, 3.2.0, 3.3.0, 3.4.0 and 3.5.1. What the EKS capability reads is what AWS lists
 * (https://docs.aws.amazon.com/eks/latest/userguide/argocd-configure-settings.html).
 */

/** What the components of Argo CD 3.1 to 3.5 read from `argocd-cmd-params-cm`, by the first part of the key. */
const PARAMS: Readonly<Record<string, string>> = {
  application: `
    namespaces`,
  applicationsetcontroller: `
    allowed.scm.providers concurrent.reconciliations.max debug dryrun enable.git.submodule
    enable.github.api.metrics enable.leader.election enable.new.git.file.globbing enable.policy.override
    enable.progressive.syncs enable.scm.providers enable.tokenref.strict.mode
    global.preserved.annotations global.preserved.labels grpc.enable.txt.service.config k8s.client.burst
    k8s.client.max.idle.connections k8s.client.qps k8s.tcp.idle.timeout k8s.tcp.keepalive
    k8s.tcp.timeout k8s.tls.handshake.timeout log.format log.level namespaces policy profile.enabled
    repo.server.ca.cert.path repo.server.client.cert.key.path repo.server.client.cert.path
    repo.server.plaintext repo.server.strict.tls repo.server.timeout.seconds requeue.after
    scm.root.ca.path status.max.resources.count webhook.parallelism.limit`,
  commit: `
    server`,
  commitserver: `
    grpc.enable.txt.service.config listen.address log.format log.level metrics.listen.address`,
  controller: `
    app.state.cache.expiration cluster.cache.batch.events.processing
    cluster.cache.events.processing.interval default.cache.expiration diff.server.side
    grpc.enable.txt.service.config hydration.processors ignore.normalizer.jq.timeout k8s.client.burst
    k8s.client.max.idle.connections k8s.client.qps k8s.tcp.idle.timeout k8s.tcp.keepalive
    k8s.tcp.timeout k8s.tls.handshake.timeout k8sclient.retry.base.backoff k8sclient.retry.max
    kubectl.parallelism.limit log.format log.level metrics.cache.expiration operation.processors
    profile.enabled repo.error.grace.period.seconds repo.server.ca.cert.path
    repo.server.client.cert.key.path repo.server.client.cert.path repo.server.plaintext
    repo.server.strict.tls repo.server.timeout.seconds resource.health.persist
    self.heal.backoff.cap.seconds self.heal.backoff.cooldown.seconds self.heal.backoff.factor
    self.heal.backoff.timeout.seconds self.heal.timeout.seconds sharding.algorithm status.processors
    sync.timeout.seconds sync.wave.delay.seconds`,
  dexserver: `
    connector.failure.continue disable.tls log.format log.level`,
  hydrator: `
    enabled`,
  log: `
    format.timestamp`,
  notificationscontroller: `
    log.format log.level processors.count repo.server.ca.cert.path repo.server.client.cert.key.path
    repo.server.client.cert.path repo.server.plaintext selfservice.enabled`,
  otlp: `
    address attrs headers insecure`,
  redis: `
    compression db server`,
  repo: `
    server`,
  reposerver: `
    allow.oob.symlinks client.ca.path default.cache.expiration disable.helm.manifest.max.extracted.size
    disable.oci.manifest.max.extracted.size disable.tls enable.builtin.git.config enable.git.submodule
    git.lsremote.parallelism.limit git.request.timeout grpc.enable.txt.service.config grpc.max.size
    helm.manifest.max.extracted.size helm.user.agent include.hidden.directories listen.address
    log.format log.level max.combined.directory.manifests.size metrics.listen.address
    oci.layer.media.types oci.manifest.max.extracted.size parallelism.limit plugin.tar.exclusions
    plugin.use.manifest.generate.paths profile.enabled repo.cache.expiration revision.cache.lock.timeout
    streamed.manifest.max.extracted.size streamed.manifest.max.tar.size tls.ciphers tls.maxversion
    tls.minversion`,
  server: `
    api.content.types app.state.cache.expiration basehref connection.status.cache.expiration
    content.security.policy default.cache.expiration dex.server dex.server.plaintext
    dex.server.strict.tls disable.auth enable.gzip enable.proxy.extension glob.cache.size
    grpc.enable.txt.service.config http.cookie.maxnumber insecure k8s.client.burst
    k8s.client.max.idle.connections k8s.client.qps k8s.tcp.idle.timeout k8s.tcp.keepalive
    k8s.tcp.timeout k8s.tls.handshake.timeout k8sclient.retry.base.backoff k8sclient.retry.max
    listen.address log.format log.level metrics.listen.address oidc.cache.expiration profile.enabled
    repo.server.ca.cert.path repo.server.client.cert.key.path repo.server.client.cert.path
    repo.server.plaintext repo.server.strict.tls repo.server.timeout.seconds rootpath staticassets
    sync.replace.allowed tls.ciphers tls.maxversion tls.minversion webhook.parallelism.limit
    webhook.refresh.workers x.frame.options`,
};

/** Since when, for what 3.1 did not know. */
const PARAMS_SINCE: Readonly<Record<string, string>> = {
  '3.2': `
    applicationsetcontroller.profile.enabled controller.sync.wave.delay.seconds`,
  '3.3': `
    reposerver.enable.builtin.git.config`,
  '3.4': `
    applicationsetcontroller.grpc.enable.txt.service.config applicationsetcontroller.k8s.client.burst
    applicationsetcontroller.k8s.client.max.idle.connections applicationsetcontroller.k8s.client.qps
    applicationsetcontroller.k8s.tcp.idle.timeout applicationsetcontroller.k8s.tcp.keepalive
    applicationsetcontroller.k8s.tcp.timeout applicationsetcontroller.k8s.tls.handshake.timeout
    commitserver.grpc.enable.txt.service.config controller.grpc.enable.txt.service.config
    controller.k8s.client.burst controller.k8s.client.max.idle.connections controller.k8s.client.qps
    controller.k8s.tcp.idle.timeout controller.k8s.tcp.keepalive controller.k8s.tcp.timeout
    controller.k8s.tls.handshake.timeout dexserver.connector.failure.continue
    notificationscontroller.processors.count reposerver.grpc.enable.txt.service.config
    reposerver.helm.user.agent reposerver.profile.enabled server.grpc.enable.txt.service.config
    server.k8s.client.burst server.k8s.client.max.idle.connections server.k8s.client.qps
    server.k8s.tcp.idle.timeout server.k8s.tcp.keepalive server.k8s.tcp.timeout
    server.k8s.tls.handshake.timeout`,
  '3.5': `
    applicationsetcontroller.repo.server.ca.cert.path
    applicationsetcontroller.repo.server.client.cert.key.path
    applicationsetcontroller.repo.server.client.cert.path controller.hydration.processors
    controller.repo.server.ca.cert.path controller.repo.server.client.cert.key.path
    controller.repo.server.client.cert.path notificationscontroller.repo.server.ca.cert.path
    notificationscontroller.repo.server.client.cert.key.path
    notificationscontroller.repo.server.client.cert.path reposerver.client.ca.path
    server.glob.cache.size server.repo.server.ca.cert.path server.repo.server.client.cert.key.path
    server.repo.server.client.cert.path server.webhook.refresh.workers`,
};

/** What is read from `argocd-cm`; a `*` stands for a part of one's own, such as a kind, a version or an account. */
const SETTINGS = `
  accounts.* additionalUrls admin.enabled application.allowedNodeLabels application.instanceLabelKey application.links
  application.resourceTrackingMethod application.sync.impersonation.enabled application.sync.impersonation.enforced
  application.sync.requireOverridePrivilegeForRevisionSync cluster.inClusterEnabled commit.author.email
  commit.author.name dex.config exec.enabled exec.shells extension.config extension.config.* ga.anonymizeusers
  ga.trackingid globalProjects helm.enable helm.valuesFileSchemes help.chatText help.chatUrl help.download.*
  installationID jsonnet.enable kustomize.buildOptions kustomize.buildOptions.* kustomize.enable kustomize.path.*
  kustomize.version.* oidc.config oidc.tls.insecure.skip.verify passwordPattern project.links resource.compareoptions
  resource.customLabels resource.customizations resource.customizations.* resource.excludeEventLabelKeys
  resource.exclusions resource.ignoreResourceUpdatesEnabled resource.includeEventLabelKeys resource.inclusions
  resource.links resource.respectRBAC resource.sensitive.mask.annotations server.maxPodLogsToRender
  server.rbac.disableApplicationFineGrainedRBACInheritance sourceHydrator.commitMessageTemplate
  sourceHydrator.readmeMessageTemplate statusbadge.enabled statusbadge.url timeout.* ui.bannercontent
  ui.bannerpermanent ui.bannerposition ui.bannerurl ui.cssurl url users.anonymous.enabled users.session.duration
  webhook.maxPayloadSizeMB webhook.refresh.jitter webhook.refresh.jitter.threshold`;

const SETTINGS_SINCE: Readonly<Record<string, string>> = {
  '3.2': 'sourceHydrator.commitMessageTemplate',
  '3.3': 'application.sync.requireOverridePrivilegeForRevisionSync',
  '3.4': 'commit.author.email commit.author.name',
  '3.5': `
    application.sync.impersonation.enforced sourceHydrator.readmeMessageTemplate webhook.refresh.jitter
    webhook.refresh.jitter.threshold`,
};

const RBAC = 'policy.csv policy.*.csv policy.default policy.matchMode scopes';

/** The settings of `argocd-cm` that the EKS capability reads; it reads no other ConfigMap. */
const CAPABILITY = `
  helm.enable jsonnet.enable kustomize.enable kustomize.buildOptions resource.compareoptions resource.customLabels
  resource.customizations.health.* resource.customizations.ignoreDifferences.*
  resource.customizations.ignoreResourceUpdates.* resource.customizations.knownTypeFields.*
  resource.excludeEventLabelKeys resource.exclusions resource.includeEventLabelKeys resource.inclusions
  resource.respectRBAC resource.sensitive.mask.annotations ui.banner* ui.cssurl`;

/** Names and patterns of the settings in a ConfigMap. */
export interface KnownSettings {
  readonly names: readonly string[];

  /** Version of Argo CD that reads it first, for those that 3.1 does not know. */
  readonly since: ReadonlyMap<string, string>;
}

/** Settings by the ConfigMap that they are read from. */
export const KNOWN_SETTINGS: ReadonlyMap<string, KnownSettings> = new Map([
  ['argocd-cm', { names: words(SETTINGS), since: sinceOf(SETTINGS_SINCE) }],
  [
    'argocd-cmd-params-cm',
    {
      names: Object.entries(PARAMS).flatMap(([first, rest]) => words(rest).map((key) => `${first}.${key}`)),
      since: sinceOf(PARAMS_SINCE),
    },
  ],
  ['argocd-rbac-cm', { names: words(RBAC), since: new Map() }],
]);

/** As {@link KNOWN_SETTINGS}, on the EKS capability. */
export const CAPABILITY_SETTINGS: KnownSettings = { names: words(CAPABILITY), since: new Map() };

function sinceOf(versions: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(versions).flatMap(([version, keys]) => words(keys).map((key) => [key, version])));
}

/** Whitespace-separated names. */
function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

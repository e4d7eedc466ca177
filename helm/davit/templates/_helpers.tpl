{{/* Prefix of the namespaced names. */}}
{{- define "davit.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Labels of every object: dict root, component (optional). */}}
{{- define "davit.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/name: davit
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
app.kubernetes.io/part-of: davit
{{- with .component }}
app.kubernetes.io/component: {{ . }}
{{- end }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* What selects a component's pods: never changes. */}}
{{- define "davit.selector" -}}
app.kubernetes.io/name: davit
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{/* Image reference: dict root, image {repository, tag, digest}. */}}
{{- define "davit.image" -}}
{{- $base := printf "%s/%s" .root.Values.image.registry .image.repository -}}
{{- $tag := coalesce .image.tag .root.Values.image.tag .root.Chart.AppVersion -}}
{{- if .image.digest -}}
{{- printf "%s:%s@%s" $base $tag .image.digest -}}
{{- else -}}
{{- printf "%s:%s" $base $tag -}}
{{- end -}}
{{- end -}}

{{- define "davit.runtimeKeySecret" -}}
{{- default (printf "%s-runtime-key" (include "davit.fullname" .)) .Values.runtimeKey.secretName -}}
{{- end -}}

{{/* Environment of both programs. */}}
{{- define "davit.env" -}}
- name: DAVIT_NAMESPACE
  valueFrom:
    fieldRef: {fieldPath: metadata.namespace}
- name: DAVIT_POD_NAME
  valueFrom:
    fieldRef: {fieldPath: metadata.name}
- name: DAVIT_REGION
  value: {{ .Values.region | quote }}
- name: DAVIT_RUNTIME_KEY_SECRET
  value: {{ include "davit.runtimeKeySecret" . }}
- name: DAVIT_IDLE_TIMEOUT_SECONDS
  value: {{ .Values.idleTimeoutSeconds | quote }}
- name: DAVIT_CONCURRENT_EXECUTIONS
  value: {{ .Values.concurrentExecutions | quote }}
- name: DAVIT_FUNCTION_URL_DOMAIN
  value: {{ .Values.functionUrls.domain }}
- name: QUARKUS_LOG_LEVEL
  value: {{ .Values.logLevel }}
- name: QUARKUS_LOG_CONSOLE_JSON_ENABLED
  value: {{ .Values.logging.json | quote }}
# glibc would keep an arena of memory for every thread.
- name: MALLOC_ARENA_MAX
  value: "2"
{{- end -}}

{{/* Where code archives may come from, for both programs. */}}
{{- define "davit.codeEnv" -}}
- name: DAVIT_CODE_ARCHIVES_ENABLED
  value: {{ .Values.code.archives.enabled | quote }}
- name: DAVIT_CODE_CLUSTER_DOMAIN
  value: {{ .Values.code.clusterDomain | quote }}
{{- with .Values.code.allowedHosts }}
- name: DAVIT_CODE_ALLOWED_HOSTS
  value: {{ join "," . | quote }}
{{- end }}
{{- with .Values.code.allowedCidrs }}
- name: DAVIT_CODE_ALLOWED_CIDRS
  value: {{ join "," . | quote }}
{{- end }}
{{- with .Values.code.clusterCidrs }}
- name: DAVIT_CODE_CLUSTER_CIDRS
  value: {{ join "," . | quote }}
{{- end }}
{{- with .Values.s3.endpoint }}
- name: DAVIT_CODE_S3_ENDPOINT
  value: {{ . | quote }}
- name: DAVIT_CODE_S3_REGION
  value: {{ $.Values.s3.region | quote }}
{{- with $.Values.s3.credentialsSecret }}
- name: DAVIT_CODE_S3_ACCESS_KEY_ID
  valueFrom:
    secretKeyRef: {name: {{ . }}, key: accessKeyId}
- name: DAVIT_CODE_S3_SECRET_ACCESS_KEY
  valueFrom:
    secretKeyRef: {name: {{ . }}, key: secretAccessKey}
{{- end }}
{{- end }}
{{- end -}}

{{/* The managed runtimes, as the operator brings them: a JSON object of Runtime specs by name. */}}
{{- define "davit.runtimes" -}}
{{- $specs := dict -}}
{{- range $name, $runtime := .Values.runtimes -}}
{{- if $runtime.enabled -}}
{{- $spec := dict "imageURI" (include "davit.image" (dict "root" $ "image" $runtime.image)) -}}
{{- if not (kindIs "invalid" $runtime.warm) -}}
{{- $_ := set $spec "warm" (int $runtime.warm) -}}
{{- end -}}
{{- with $runtime.description -}}
{{- $_ := set $spec "description" . -}}
{{- end -}}
{{- $_ := set $specs $name $spec -}}
{{- end -}}
{{- end -}}
{{- toJson $specs -}}
{{- end -}}

{{/* Where and how a component's pods run: dict root, of (the component's values). */}}
{{- define "davit.placement" -}}
{{- with .root.Values.imagePullSecrets }}
imagePullSecrets:
{{ toYaml . | indent 2 }}
{{- end }}
{{- with .of.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- if not (kindIs "invalid" .of.hostUsers) }}
hostUsers: {{ .of.hostUsers }}
{{- end }}
{{- with .of.nodeSelector }}
nodeSelector:
{{ toYaml . | indent 2 }}
{{- end }}
{{- with .of.tolerations }}
tolerations:
{{ toYaml . | indent 2 }}
{{- end }}
{{- with .of.affinity }}
affinity:
{{ toYaml . | indent 2 }}
{{- end }}
{{- with .of.topologySpreadConstraints }}
topologySpreadConstraints:
{{ toYaml . | indent 2 }}
{{- end }}
{{- end -}}

{{/* The "restricted" Pod Security Standard. */}}
{{- define "davit.podSecurity" -}}
runAsNonRoot: true
runAsUser: 1000
runAsGroup: 1000
fsGroup: 1000
seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{- define "davit.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities: {drop: [ALL]}
seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{- define "davit.probes" -}}
startupProbe:
  httpGet: {path: /q/health/started, port: management}
  periodSeconds: 1
  timeoutSeconds: 2
  failureThreshold: 120
readinessProbe:
  httpGet: {path: /q/health/ready, port: management}
  periodSeconds: 2
  timeoutSeconds: 2
livenessProbe:
  httpGet: {path: /q/health/live, port: management}
  periodSeconds: 10
  timeoutSeconds: 5
{{- end -}}

{{/* The namespaces of tenants, as a policy binding matches them: all but the cluster's own and the release's. */}}
{{- define "davit.tenantNamespaces" -}}
namespaceSelector:
  matchExpressions:
  - {key: kubernetes.io/metadata.name, operator: NotIn, values: [kube-system, {{ .Release.Namespace }}]}
{{- end -}}

{{/* What cannot work is refused before anything is written. Without a cluster (helm template) the look-ups find nothing. */}}
{{- define "davit.refuse" -}}
{{- $there := lookup "rbac.authorization.k8s.io/v1" "ClusterRole" "" "davit-operator" -}}
{{- if $there -}}
{{- $by := ($there.metadata.annotations | default dict) -}}
{{- $name := get $by "meta.helm.sh/release-name" -}}
{{- $ns := get $by "meta.helm.sh/release-namespace" -}}
{{- if and $name (or (ne $name .Release.Name) (ne $ns .Release.Namespace)) -}}
{{- fail (printf "Davit is already installed in this cluster: release %q in namespace %q. One release serves every namespace: upgrade it, or uninstall it first." $name $ns) -}}
{{- end -}}
{{- end -}}
{{- /* Not kubeVersion in Chart.yaml: a Helm built from source claims an old version when it has no cluster. */ -}}
{{- if lookup "v1" "Namespace" "" "kube-system" -}}
{{- if not (semverCompare ">=1.31.0-0" .Capabilities.KubeVersion.Version) -}}
{{- fail (printf "Davit needs Kubernetes 1.31 or later; this cluster has %s." .Capabilities.KubeVersion.Version) -}}
{{- end -}}
{{- end -}}
{{- end -}}

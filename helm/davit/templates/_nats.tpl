{{/* Whether the chart brings the queue's server: "true" or nothing. Servers of your own come first. */}}
{{- define "davit.ownNats" -}}
{{- if and .Values.nats.enabled (not .Values.async.nats.url) -}}true{{- end -}}
{{- end -}}

{{/* Where the queue is; nothing where there is none. */}}
{{- define "davit.natsUrl" -}}
{{- if .Values.async.nats.url -}}
{{- .Values.async.nats.url -}}
{{- else if include "davit.ownNats" . -}}
{{- printf "nats://%s-nats.%s:4222" (include "davit.fullname" .) .Release.Namespace -}}
{{- end -}}
{{- end -}}

{{/* The Secret with the credentials for it. */}}
{{- define "davit.natsSecret" -}}
{{- if .Values.async.nats.url -}}
{{- .Values.async.nats.credentialsSecret -}}
{{- else if include "davit.ownNats" . -}}
{{- default (printf "%s-nats-key" (include "davit.fullname" .)) .Values.nats.existingSecret -}}
{{- end -}}
{{- end -}}

{{/* The Secret that the operator makes; nothing where it makes none. */}}
{{- define "davit.madeNatsSecret" -}}
{{- if and (include "davit.ownNats" .) (not .Values.nats.existingSecret) -}}
{{- include "davit.natsSecret" . -}}
{{- end -}}
{{- end -}}

{{- define "davit.asyncMaxBytes" -}}
{{- mul .Values.async.maxMegabytes 1048576 -}}
{{- end -}}

{{/* What the gateway is told of it. */}}
{{- define "davit.asyncEnv" -}}
{{- with include "davit.natsUrl" . -}}
- name: DAVIT_ASYNC_NATS_URL
  value: {{ . | quote }}
{{- with include "davit.natsSecret" $ }}
- name: DAVIT_ASYNC_NATS_SECRET
  value: {{ . }}
{{- end }}
- name: DAVIT_ASYNC_NATS_REPLICAS
  value: {{ ternary $.Values.async.nats.replicas 1 (not (empty $.Values.async.nats.url)) | quote }}
- name: DAVIT_ASYNC_MAX_BYTES
  value: {{ include "davit.asyncMaxBytes" $ | quote }}
- name: DAVIT_ASYNC_HTTP
  value: {{ $.Values.async.http.enabled | quote }}
{{- with $.Values.async.http.privateHosts }}
- name: DAVIT_ASYNC_HTTP_PRIVATE_HOSTS
  value: {{ join "," . | quote }}
{{- end }}
{{- end -}}
{{- end -}}

{{/* The way to destinations that are HTTP endpoints. */}}
{{- define "davit.httpEgress" -}}
{{- if .Values.async.http.enabled -}}
- ports:
  {{- range .Values.async.http.ports }}
  - {protocol: TCP, port: {{ . }}}
  {{- end }}
  {{- if not .Values.async.http.privateHosts }}
  to:
  - ipBlock:
      cidr: 0.0.0.0/0
      except: [10.0.0.0/8, 100.64.0.0/10, 169.254.0.0/16, 172.16.0.0/12, 192.168.0.0/16]
  - ipBlock: {cidr: "2000::/3"}
  {{- end }}
{{- end -}}
{{- end -}}

{{/* The way to it. */}}
{{- define "davit.natsEgress" -}}
{{- if include "davit.ownNats" . -}}
- ports:
  - {protocol: TCP, port: 4222}
  to:
  - podSelector:
      matchLabels: {{- include "davit.selector" (dict "root" . "component" "nats") | nindent 8 }}
{{- else if .Values.async.nats.url -}}
- ports:
  {{- range .Values.async.nats.ports }}
  - {protocol: TCP, port: {{ . }}}
  {{- end }}
{{- end -}}
{{- end -}}

{{/* sync_interval: an event is acknowledged when it is on the disk. max_payload: an event with the answer to it. */}}
{{- define "davit.natsConfig" -}}
nats.conf: |
  server_name: {{ include "davit.fullname" . }}-nats
  port: 4222
  http_port: 8222
  max_payload: 8388608
  authorization { token: $DAVIT_NATS_TOKEN }
  jetstream {
    store_dir: /data
    sync_interval: always
    max_memory_store: 1048576
    max_file_store: {{ mul (include "davit.asyncMaxBytes" . | int64) 2 }}
  }
{{- end -}}

{{- define "davit.metricsIngress" -}}
- ports:
  - {protocol: TCP, port: 9090}
  from:
  {{- with .Values.networkPolicy.metricsFrom }}
  {{- toYaml . | nindent 2 }}
  {{- else }}
  - namespaceSelector: {}
  {{- end }}
{{- end -}}

{{/* All that operator and gateway connect to: DNS and the API server. */}}
{{- define "davit.platformEgress" -}}
- ports:
  - {protocol: UDP, port: 53}
  - {protocol: TCP, port: 53}
- ports:
  {{- range .Values.networkPolicy.apiServer.ports }}
  - {protocol: TCP, port: {{ . }}}
  {{- end }}
  {{- with .Values.networkPolicy.apiServer.cidrs }}
  to:
  {{- range . }}
  - ipBlock: {cidr: {{ . }}}
  {{- end }}
  {{- end }}
{{- end -}}

{{/* Where code archives come from: web servers outside, and what is allowed besides. Operator and gateway check the address, too. */}}
{{- define "davit.codeEgress" -}}
{{- if .Values.code.archives.enabled }}
- ports:
  - {protocol: TCP, port: 443}
  - {protocol: TCP, port: 80}
  to:
  - ipBlock:
      cidr: 0.0.0.0/0
      except: [10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 172.16.0.0/12, 192.168.0.0/16]
  - ipBlock:
      cidr: "::/0"
      except: ["fc00::/7", "fe80::/10"]
{{- with .Values.code.allowedCidrs }}
- to:
  {{- range . }}
  - ipBlock: {cidr: {{ . | quote }}}
  {{- end }}
{{- end }}
{{- with .Values.networkPolicy.codeEgress }}
{{ toYaml . }}
{{- end }}
{{- end }}
{{- end -}}

{{/* What the operator has to know of the cluster's network; what is left out it looks up. */}}
{{- define "davit.networksEnv" -}}
- name: DAVIT_NETWORK_PROBE
  value: {{ .Values.networkPolicy.enabled | quote }}
{{- with .Values.networks.acls }}
- name: DAVIT_NETWORK_ACLS
  value: {{ .enabled | quote }}
- name: DAVIT_NETWORK_ACL_PRIORITY
  value: {{ .priority | quote }}
{{- end }}
{{- range $name, $key := dict "POD_CIDRS" "podCidrs" "SERVICE_CIDRS" "serviceCidrs" "NODE_CIDRS" "nodeCidrs" "API_SERVER_CIDRS" "apiServerCidrs" "SEALED_CIDRS" "sealedCidrs" }}
{{- with get $.Values.networks $key }}
- name: DAVIT_NETWORK_{{ $name }}
  value: {{ join "," . | quote }}
{{- end }}
{{- end }}
{{- with .Values.networks.dns }}
- name: DAVIT_NETWORK_DNS_NAMESPACE
  value: {{ .namespace | quote }}
- name: DAVIT_NETWORK_DNS_POD_LABELS
  value: {{ $labels := list }}{{ range $key, $value := .podLabels }}{{ $labels = append $labels (printf "%s=%s" $key $value) }}{{ end }}{{ join "," $labels | quote }}
- name: DAVIT_NETWORK_DNS_PORTS
  value: {{ join "," .ports | quote }}
{{- with .cidrs }}
- name: DAVIT_NETWORK_DNS_CIDRS
  value: {{ join "," . | quote }}
{{- end }}
{{- end }}
{{- with .Values.networks.prefixLists }}
- name: DAVIT_NETWORK_PREFIX_LISTS
  value: {{ toJson . | quote }}
{{- end }}
{{- end -}}

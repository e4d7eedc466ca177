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

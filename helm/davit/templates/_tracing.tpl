{{/* Where calls' traces go, for the gateway; nothing where they are not traced. */}}
{{- define "davit.tracingEnv" -}}
{{- with .Values.tracing -}}
{{- if .endpoint -}}
- name: DAVIT_TRACING_ENDPOINT
  value: {{ .endpoint | quote }}
- name: DAVIT_TRACING_RATIO
  value: {{ .samplingRatio | quote }}
- name: DAVIT_TRACING_TRUST_CALLERS
  value: {{ .trustCallers | quote }}
{{- with .headersSecret }}
- name: DAVIT_TRACING_HEADERS
  valueFrom:
    secretKeyRef: {name: {{ . }}, key: headers}
{{- end }}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* The way to the collector. */}}
{{- define "davit.tracingEgress" -}}
{{- if .Values.tracing.endpoint -}}
- ports:
  {{- range .Values.tracing.ports }}
  - {protocol: TCP, port: {{ . }}}
  {{- end }}
{{- end -}}
{{- end -}}

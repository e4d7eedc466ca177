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

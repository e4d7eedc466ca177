{{/* Whether a Gateway leads to load balancers: "true" or nothing. */}}
{{- define "davit.entryRoutes" -}}
{{- if and .Values.loadBalancers.enabled .Values.loadBalancers.gateway.name -}}true{{- end -}}
{{- end -}}

{{/* The Gateway before load balancers, for the operator. */}}
{{- define "davit.entryRoutesEnv" -}}
{{- $given := dict -}}
{{- range $namespace, $hosts := .Values.loadBalancers.hosts -}}
{{- range $hosts -}}
{{- if hasKey $given . -}}
{{- fail (printf "loadBalancers.hosts gives %q to the namespaces %q and %q: a host is one namespace's." . (get $given .) $namespace) -}}
{{- end -}}
{{- $_ := set $given . $namespace -}}
{{- end -}}
{{- end -}}
{{- with .Values.loadBalancers.gateway -}}
- name: DAVIT_LOAD_BALANCER_ROUTES_GATEWAY
  value: {{ .name | quote }}
{{- with .namespace }}
- name: DAVIT_LOAD_BALANCER_ROUTES_GATEWAY_NAMESPACE
  value: {{ . | quote }}
{{- end }}
{{- with .sectionName }}
- name: DAVIT_LOAD_BALANCER_ROUTES_SECTION_NAME
  value: {{ . | quote }}
{{- end }}
{{- end }}
- name: DAVIT_LOAD_BALANCER_ROUTES_DOMAIN
  value: {{ .Values.loadBalancers.domain | quote }}
{{- with .Values.loadBalancers.hosts }}
- name: DAVIT_LOAD_BALANCER_ROUTES_HOSTS
  value: {{ toJson . | quote }}
{{- end }}
{{- end -}}

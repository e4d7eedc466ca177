package pki

import (
	"crypto/tls"
	"crypto/x509"
	"strings"
	"testing"
)

func TestIssuedCertificateServesItsHostsAndNamesItsUser(t *testing.T) {
	ca, err := NewAuthority("test")
	if err != nil {
		t.Fatal(err)
	}
	pair, err := ca.Issue(Subject{Name: "system:node:n", Group: "system:nodes", Hosts: []string{"n", "10.89.0.2"}})
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := tls.X509KeyPair(pair.Cert, pair.Key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(loaded.Certificate[0])
	if err != nil {
		t.Fatal(err)
	}
	if cert.Subject.CommonName != "system:node:n" || cert.Subject.Organization[0] != "system:nodes" {
		t.Errorf("subject is %v", cert.Subject)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(ca.Cert)
	for _, host := range []string{"n", "10.89.0.2"} {
		options := x509.VerifyOptions{Roots: roots, DNSName: host, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
		if _, err := cert.Verify(options); err != nil {
			t.Errorf("for %s: %v", host, err)
		}
	}
	if _, err := cert.Verify(x509.VerifyOptions{Roots: roots, DNSName: "other"}); err == nil {
		t.Error("the certificate serves a host that it is not for")
	}
}

func TestKubeconfigHoldsServerAndCredentials(t *testing.T) {
	ca, err := NewAuthority("test")
	if err != nil {
		t.Fatal(err)
	}
	text := string(ca.Kubeconfig("davit", "https://127.0.0.1:6443", ca.Pair))
	for _, part := range []string{"server: https://127.0.0.1:6443", "current-context: davit", "client-key-data: LS0t"} {
		if !strings.Contains(text, part) {
			t.Errorf("no %q in\n%s", part, text)
		}
	}
}

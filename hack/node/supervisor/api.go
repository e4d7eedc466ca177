package supervisor

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"davit.dev/hack/node/pki"
)

// APIClient is just enough of a Kubernetes client to bring a cluster up.
type APIClient struct {
	server string
	http   *http.Client
}

// NewAPIClient talks to the API server as user.
func NewAPIClient(server string, ca []byte, user pki.Pair) (*APIClient, error) {
	certificate, err := tls.X509KeyPair(user.Cert, user.Key)
	if err != nil {
		return nil, err
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(ca)
	transport := &http.Transport{
		TLSClientConfig:   &tls.Config{RootCAs: roots, Certificates: []tls.Certificate{certificate}},
		ForceAttemptHTTP2: true,
	}
	return &APIClient{server: server, http: &http.Client{Transport: transport, Timeout: 10 * time.Second}}, nil
}

// Get reads path into result, which may be nil.
func (c *APIClient) Get(ctx context.Context, path string, result any) error {
	return c.do(ctx, http.MethodGet, path, nil, result)
}

// Create posts an object; one that is there already is fine.
func (c *APIClient) Create(ctx context.Context, path, object string) error {
	return c.do(ctx, http.MethodPost, path, []byte(object), nil)
}

// apiObject is an object of the cluster's own, and the path that takes it.
type apiObject struct{ path, object string }

// createAll creates objects, those of a kind that is not served yet as soon as it is.
func (s *Supervisor) createAll(ctx context.Context, objects []apiObject) error {
	for _, o := range objects {
		if err := until(ctx, o.path, func() error { return s.api.Create(ctx, o.path, o.object) }); err != nil {
			return err
		}
	}
	return nil
}

func (c *APIClient) do(ctx context.Context, method, path string, body []byte, result any) error {
	request, err := http.NewRequestWithContext(ctx, method, c.server+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := c.http.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode >= 300 && !(method == http.MethodPost && response.StatusCode == http.StatusConflict) {
		return fmt.Errorf("%s %s: %s: %.300s", method, path, response.Status, text)
	}
	if result == nil {
		return nil
	}
	return json.Unmarshal(text, result)
}

package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"testing"
)

// The test program is also the Java of a training: one that serves until it is told to end, and writes then what it was answered.
func TestMain(m *testing.M) {
	if api := os.Getenv("TRAINEE_API"); api != "" {
		serveTraining(api, os.Getenv("TRAINEE_PORT"))
		return
	}
	os.Exit(m.Run())
}

func serveTraining(api, port string) {
	told, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	listed := asked(http.Get("http://127.0.0.1:" + api + "/api/v1/pods"))
	made := asked(http.Post("http://127.0.0.1:"+api+"/api/v1/namespaces/a/pods", "application/json", strings.NewReader(`{"metadata":{"name":"b"}}`)))
	missing := asked(http.Get("http://127.0.0.1:" + api + "/api/v1/namespaces/a/pods/b"))
	watched := asked(http.Get("http://127.0.0.1:" + api + "/api/v1/pods?watch=true"))
	go http.ListenAndServe("127.0.0.1:"+port, http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	<-told.Done()
	output := strings.TrimPrefix(os.Args[1], "-XX:AOTCacheOutput=")
	if err := os.WriteFile(output, []byte(strings.Join([]string{listed, made, missing, watched}, "\n")), 0o644); err != nil {
		panic(err)
	}
}

func asked(response *http.Response, err error) string {
	if err != nil {
		return err.Error()
	}
	if response.Request.URL.Query().Has("watch") {
		return fmt.Sprint(response.StatusCode) // and no end
	}
	defer response.Body.Close()
	body, _ := io.ReadAll(response.Body)
	return fmt.Sprint(response.StatusCode, " ", string(body))
}

func TestAServiceIsTrainedUntilItServesAndAsksNothingMore(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	image := tree{}
	image.addData("bin/java", program, 0o755)
	training := &AOT{Java: "bin/java", Until: "/", To: "cache", Env: map[string]string{"TRAINEE_API": "${api}", "TRAINEE_PORT": "${port}"}}
	if err := training.add(nil, image); err != nil {
		t.Fatal(err)
	}
	answers := strings.Fields(string(image["cache"].data))
	if len(answers) != 7 || answers[0] != "200" || !strings.Contains(answers[1], `"items":[]`) || answers[2] != "201" ||
		!strings.Contains(answers[3], `"name":"b"`) || answers[4] != "404" || answers[6] != "200" {
		t.Errorf("the API server answered %q", answers)
	}
}

func TestAServiceThatEndsBeforeItServesIsAnError(t *testing.T) {
	image := tree{}
	image.addData("bin/java", []byte("#!/bin/sh\necho why\n"), 0o755)
	training := &AOT{Java: "bin/java", Until: "/", To: "cache"}
	if err := training.add(nil, image); err == nil || !strings.Contains(err.Error(), "ended before it served") || !strings.Contains(err.Error(), "why") {
		t.Error(err)
	}
}

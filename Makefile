# Davit's front door: `make demo` shows it running, `make test` proves it. `make help` lists the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help
MVN := hack/mvn
CLUSTER ?= davit

help: ## List the targets
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  \033[1m%-14s\033[0m %s\n", $$1, $$2}'

demo: ## From nothing to a cluster, Davit, two functions answering and a task run; writes demo.env
	@hack/demo

demo-down: ## End what `make demo` started
	@hack/demo --down

build: ## Compile and package every module, unit tests included
	@$(MVN) -q package

test: ## Every test: units, real API server, end-to-end on a real cluster, chart, images, node
	@hack/test

it: ## Only the tests against a real API server
	@hack/test it

e2e: ## Only the end-to-end stories on a real cluster (DAVIT_CLUSTER=kind|node|kubeconfig)
	@hack/test e2e

verify: ## What a reviewer's machine checks without a cluster: units, formatting, sizes, generated files
	@hack/test unit

format: ## Format Java and Go sources
	@$(MVN) -q spotless:apply
	@gofmt -l -w hack runtimes examples

crds: ## Regenerate the CRD YAML, the API reference and the chart's copy from the Java model
	@hack/generate

docs: crds ## Regenerate docs/reference from the CRDs

images: ## Build every image and load it into the running cluster, if there is one
	@hack/images-load --cluster $(CLUSTER)

cluster-up: ## Start a cluster for people (idempotent)
	@hack/cluster up --name $(CLUSTER)

cluster-down: ## End it and leave nothing behind
	@hack/cluster down --name $(CLUSTER)

install: ## Build, load and `helm upgrade --install` Davit into the running cluster
	@hack/install --cluster $(CLUSTER)

reach: ## Whether FROM=namespace/pod reaches TO=namespace/pod:port (PROTOCOL=udp), and which rule says so
	@hack/reach "$(FROM)" "$(TO)" $(PROTOCOL)

bench: ## Cold and warm start figures as ratios to floors of the same run
	@hack/bench

clean: ## Remove build output (not the caches)
	@$(MVN) -q clean && rm -rf build

.PHONY: help demo demo-down build test it e2e verify format crds docs images cluster-up cluster-down install reach bench clean

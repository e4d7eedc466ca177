module davit.dev/hack/node

go 1.26.0

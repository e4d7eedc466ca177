module davit.dev/runtimes/provided

go 1.25.0

// Davit's standby program of the custom runtime: it waits on the gateway until a function claims this environment, puts the
// function's code in place and becomes its bootstrap, so that nothing of this program stays in memory.
package main

import (
	"cmp"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

const stoppedBySignal = 128 + int(syscall.SIGTERM)

// environment is where this program runs.
type environment struct {
	gateway  gateway
	taskRoot string // the function's code
	optRoot  string // its layers
}

func main() {
	os.Exit(environment{
		gateway:  gateway{address: os.Getenv("AWS_LAMBDA_RUNTIME_API")},
		taskRoot: cmp.Or(os.Getenv("LAMBDA_TASK_ROOT"), "/var/task"),
		optRoot:  "/opt",
	}.run())
}

// run returns only when there is no bootstrap to become: with the exit status.
func (e environment) run() int {
	stopAtSignal()
	variables := os.Environ()
	if _, given := os.LookupEnv("_HANDLER"); !given {
		claim := e.gateway.park()
		fmt.Println("INIT_START Runtime Version: provided:al2023")
		if err := e.place(claim); err != nil {
			return e.failed(err)
		}
		variables = claim.variables(variables)
	}
	return e.failed(e.become(variables))
}

// stopAtSignal is needed as process 1 of a container, which hears only the signals it asks for.
func stopAtSignal() {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
	go func() {
		<-signals
		os.Exit(stoppedBySignal)
	}()
}

// failed tells the gateway why the function cannot run.
func (e environment) failed(err error) int {
	failure := failureOf(err)
	fmt.Fprintln(os.Stderr, failure.Type+": "+failure.Message)
	if err := e.gateway.postInitError(failure); err != nil {
		fmt.Fprintln(os.Stderr, "the gateway could not be told:", err)
	}
	return 1
}

package main

import "errors"

// failure is what the invoker is told when the function cannot start.
type failure struct {
	Type    string `json:"errorType"`
	Message string `json:"errorMessage"`
}

func (f *failure) Error() string { return f.Message }

// failureOf gives an error without a type of its own that of a failed initialisation.
func failureOf(err error) *failure {
	var f *failure
	if errors.As(err, &f) {
		return f
	}
	return &failure{"Runtime.InitError", err.Error()}
}

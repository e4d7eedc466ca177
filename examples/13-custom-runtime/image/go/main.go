// An ordinary Lambda function: nothing in this program knows of Davit.
package main

import (
	"context"
	"runtime"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdacontext"
)

type event struct {
	Name string `json:"name"`
}

type answer struct {
	Hello string `json:"hello"`
	From  string `json:"from"`
	Go    string `json:"go"`
}

func greet(_ context.Context, e event) (answer, error) {
	return answer{Hello: e.Name, From: lambdacontext.FunctionName, Go: runtime.Version()}, nil
}

func main() {
	lambda.Start(greet)
}
